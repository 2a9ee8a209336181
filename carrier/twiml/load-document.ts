// From a request to what the answer means: TwiML, audio, text to read aloud, or an error with Twilio's code.
// MIME types: https://www.twilio.com/docs/voice/twiml#twilio-understands-mime-types
import { LARGEST_DOCUMENT_BYTES } from './check-twiml.ts';
import type { Leg } from '../leg.ts';
import type { DocumentRequest, Services } from '../scene.ts';
import { parseTwiml, type TwimlElement } from './twiml-document.ts';
import { ERRORS } from '../voice-errors.ts';
import { isAudio } from '../http/webhook-client.ts';

export type LoadedDocument =
  | { readonly kind: 'twiml'; readonly root: TwimlElement; readonly url: string }
  | { readonly kind: 'audio'; readonly audio: Uint8Array; readonly url: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'error'; readonly code: number; readonly message: string };

const TWIML_TYPES: ReadonlySet<string> = new Set(['text/xml', 'application/xml', 'text/html']);

export async function loadDocument(
  leg: Leg,
  services: Services,
  request: DocumentRequest,
): Promise<LoadedDocument> {
  const { url, method, extra } = request;
  const parameters = leg.parametersWith(extra);
  const fetched = await services.fetch(leg, { purpose: 'document', method, url, parameters });
  if (!fetched.ok) return { kind: 'error', code: fetched.code, message: fetched.message };
  return understand(fetched.contentType, fetched.body, fetched.url);
}

function understand(contentType: string | null, body: Uint8Array, url: string): LoadedDocument {
  if (isAudio(contentType)) return { kind: 'audio', audio: body, url };
  if (contentType !== 'text/plain' && !TWIML_TYPES.has(contentType ?? '')) {
    return {
      kind: 'error',
      code: ERRORS.contentType,
      message: `Invalid Content-Type: ${contentType ?? 'none'}`,
    };
  }
  if (body.byteLength > LARGEST_DOCUMENT_BYTES) {
    const message = `TwiML response body of ${body.byteLength} bytes is larger than 64 kB`;
    return { kind: 'error', code: ERRORS.documentTooLarge, message };
  }
  const document = Buffer.from(body).toString();
  const parsed = parseTwiml(document);
  if (parsed.root) return { kind: 'twiml', root: parsed.root, url };
  if (contentType === 'text/plain') return { kind: 'text', text: document.trim() };
  return { kind: 'error', code: ERRORS.parse, message: parsed.problem };
}
