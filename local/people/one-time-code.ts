// The code of an authenticator app that a person may be asked for beside the password (TOTP, RFC 6238).
import { Secret, TOTP } from 'otpauth';

const PERIOD_SECONDS = 30;
/** Steps before and after the present one: the telephone's clock may be half a minute off. */
const WINDOW = 1;

const totpOf = (name: string, secret: Secret): TOTP =>
  new TOTP({ issuer: 'Hotline Guard', label: name, secret, period: PERIOD_SECONDS });

/** @returns a new secret, and the `otpauth:` address by which an app takes it */
export function newSecret(name: string): { readonly secret: string; readonly uri: string } {
  const secret = new Secret({ size: 20 });
  return { secret: secret.base32, uri: totpOf(name, secret).toString() };
}

/**
 * @param lastStep of the code that was taken last: it and earlier ones are taken no more
 * @returns the time step of the code; undefined for a code that is wrong, too old, or used
 */
export function stepOf(
  code: string,
  { secret, lastStep }: { readonly secret: string; readonly lastStep: number },
  now: Date,
): number | undefined {
  const token = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const timestamp = now.getTime();
  const delta = totpOf('', Secret.fromBase32(secret)).validate({ token, timestamp, window: WINDOW });
  const step = delta === null ? undefined : Math.floor(timestamp / 1_000 / PERIOD_SECONDS) + delta;
  return step !== undefined && step > lastStep ? step : undefined;
}
