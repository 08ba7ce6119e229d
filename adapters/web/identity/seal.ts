import { hkdf } from 'node:crypto';
import { promisify } from 'node:util';
import { EncryptJWT, errors, type JWTPayload, jwtDecrypt } from 'jose';
import type { Secret } from '../../../bot/secret.ts';

/**
 * What a cookie may carry: encrypted (AES-128-CBC) and authenticated (HMAC-SHA-256) by jose, with its own end. Whoever
 * holds it can neither read nor change it, and it opens only with the key of its purpose.
 */
export interface Seal {
  /** @param endsAt in seconds since 1970 */
  close(payload: JWTPayload, endsAt: number): Promise<string>;
  /** The payload, or null where it was tampered with, has ended, or was made with another key or for another purpose. */
  open(sealed: string, now: Date): Promise<JWTPayload | null>;
}

const ALGORITHM = 'dir';
const ENCRYPTION = 'A128CBC-HS256';
/** Both halves of A128CBC-HS256's key: 128 bits to authenticate, 128 bits to encrypt (RFC 7518 §5.2.3). */
const KEY_BYTES = 32;

/**
 * @param purpose what the key is for. Each gets a key of its own, so that a value made for one is worth nothing for
 * another; a change of the secret or of the purpose ends everything sealed before.
 */
export async function createSeal(secret: Secret, purpose: string): Promise<Seal> {
  const key = new Uint8Array(
    await promisify(hkdf)('sha256', secret.reveal(), 'security-policy-assistant', purpose, KEY_BYTES),
  );
  return {
    close: (payload, endsAt) =>
      new EncryptJWT(payload)
        .setProtectedHeader({ alg: ALGORITHM, enc: ENCRYPTION })
        .setExpirationTime(endsAt)
        .encrypt(key),
    async open(sealed, now) {
      try {
        const { payload } = await jwtDecrypt(sealed, key, {
          keyManagementAlgorithms: [ALGORITHM],
          contentEncryptionAlgorithms: [ENCRYPTION],
          requiredClaims: ['exp'],
          currentDate: now,
        });
        return payload;
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
}
