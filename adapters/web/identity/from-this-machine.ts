import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/** What proxies add to a request that they pass on. */
const PASSED_ON = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/** Whether a request comes from this machine itself, and not through a proxy on it: the demo trusts whoever sits here. */
export function fromThisMachine(c: Context): boolean {
  const { address = '' } = getConnInfo(c).remote;
  const loopback = /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/.test(address);
  return loopback && PASSED_ON.every((name) => c.req.header(name) === undefined);
}
