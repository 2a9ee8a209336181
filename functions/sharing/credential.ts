// Which partner asks: `Authorization: Bearer <token>`, or HTTP Basic with its name and the token, as MISP and TAXII clients
// send it.
import { liveCredentials, servingRefusal, type Partner, type Refusal } from '../../core/sharing/partner.ts';
import type { HttpEvent } from '../http/lambda-http.ts';
import { Problem } from '../http/problem.ts';
import type { Runtime } from '../runtime.ts';
import { tokenHash } from './identifiers.ts';

const REFUSALS: Readonly<Record<Refusal, string>> = {
  proposed: 'This partner has not been approved yet.',
  suspended: 'The exchange with this partner is suspended. Ask the hotline’s administrator.',
  ended: 'The exchange with this partner has ended.',
  expired: 'The agreement with this partner has expired. Ask the hotline’s administrator to renew it.',
};

/** @throws {Problem} partner-unknown, partner-refused */
export async function requirePartner(event: HttpEvent, runtime: Runtime): Promise<Partner> {
  const { sharingKey } = await runtime.secrets();
  const { name, token } = credentialIn(event.headers.authorization);
  const hash = token === '' ? '' : tokenHash(sharingKey, token);
  const now = runtime.now();
  const partner = (await runtime.store.partners.all()).find((one) =>
    liveCredentials(one, now).some((credential) => credential.tokenHash === hash),
  );
  if (partner === undefined || (name !== undefined && name !== partner.name))
    throw new Problem(
      'partner-unknown',
      'Send your token as "Authorization: Bearer <token>", or as the password of HTTP Basic with your partner name.',
    );
  const refusal = servingRefusal(partner, now);
  if (refusal !== undefined) throw new Problem('partner-refused', REFUSALS[refusal]);
  return partner;
}

function credentialIn(header = ''): { readonly name?: string; readonly token: string } {
  const [, bearer] = /^Bearer ([\w-]+)\s*$/i.exec(header) ?? [];
  if (bearer !== undefined) return { token: bearer };
  const [, basic = ''] = /^Basic ([\w+/=-]+)\s*$/i.exec(header) ?? [];
  const text = Buffer.from(basic, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? { token: '' } : { name: text.slice(0, colon), token: text.slice(colon + 1) };
}
