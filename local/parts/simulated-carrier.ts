// The hotline's number at the simulated carrier, configured like the real one. It asks the public port, as the real one
// does, so that a call goes through everything that a call goes through.
import { Carrier } from '../../carrier/carrier.ts';
import { fetchTransport, type Transport } from '../../carrier/http/transport.ts';
import { diskVault } from '../../carrier/recordings/recording-vault.ts';
import { speechSeconds } from '../../carrier/speech/speech-time.ts';
import { join } from 'node:path';
import type { Settings } from '../../core/settings/settings.ts';
import { ROUTES } from '../../functions/routes.ts';
import { INNER } from '../front-door/inner-headers.ts';
import type { PartSetting } from './setting.ts';

type CarrierSetting = Pick<PartSetting, 'configuration' | 'publicUrl' | 'url' | 'innerSecret'>;

export function simulatedCarrier(setting: CarrierSetting, settings: () => Settings): Carrier {
  const { configuration, publicUrl, url } = setting;
  const { accountSid, authToken, dataDir } = configuration;
  const carrier: Carrier = new Carrier({
    accountSid,
    authToken,
    numbers: () => ({
      [settings().hotline.number]: {
        voiceUrl: `${publicUrl}${ROUTES['voice.incoming'].path}`,
        fallbackUrl: `${publicUrl}/fallback.xml`,
        fallbackMethod: 'GET',
        statusCallback: `${publicUrl}${ROUTES['voice.status'].path}`,
      },
    }),
    apiBaseUrl: url,
    recordings: diskVault(join(dataDir, 'carrier-recordings')),
    speechSeconds,
    transport: shortCut(setting, (callSid) => carrier.clockOf(callSid)?.now()),
  });
  return carrier;
}

/** Signed for the public URL, sent straight to this machine: the simulator needs no tunnel. */
const shortCut =
  (
    { publicUrl, url, innerSecret }: CarrierSetting,
    nowOf: (callSid: string) => Date | undefined,
  ): Transport =>
  (request, timeouts) => {
    if (!request.url.startsWith(publicUrl)) return fetchTransport(request, timeouts);
    const now = nowOf(new URLSearchParams(request.body).get('CallSid') ?? '');
    const ahead = now === undefined ? {} : { [INNER.clockAhead]: String(now.getTime() - Date.now()) };
    return fetchTransport(
      {
        ...request,
        url: url + request.url.slice(publicUrl.length),
        headers: { ...request.headers, ...ahead, [INNER.secret]: innerSecret },
      },
      timeouts,
    );
  };
