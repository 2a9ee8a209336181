// The last request of a call that is over: made, and its answer not used.
import { END, type DocumentRequest, type Flow, type Scene } from '../scene.ts';

export async function requestAfterEnd(request: DocumentRequest, { leg, services }: Scene): Promise<Flow> {
  const { url, method, extra } = request;
  const fetched = await services.fetch(leg, {
    purpose: 'document',
    method,
    url,
    parameters: leg.parametersWith(extra),
  });
  if (!fetched.ok) leg.emit({ type: 'error', code: fetched.code, message: fetched.message, url });
  return END;
}
