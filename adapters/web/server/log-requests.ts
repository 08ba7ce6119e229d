import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { type Log, methodOf, routeOf } from '../../../bot/log.ts';

/** Asked for by pages and probes all the time, or open for hours: they would bury the rest. */
const UNCOUNTED = new Set(['/', '/assets/*', '/healthz', '/api/live']);

/** One line for each request: by which route, with what status and in how many milliseconds. Not what was asked for. */
export function logRequests(log: Log): MiddlewareHandler {
  return async (c, next) => {
    const begun = performance.now();
    await next();
    const route = routePath(c, -1);
    const { status } = c.res;
    if (UNCOUNTED.has(route) && status < 500) return;
    const ms = Math.round(performance.now() - begun);
    log({ code: 'REQUEST', method: methodOf(c.req.method), route: routeOf(route), status, ms });
  };
}
