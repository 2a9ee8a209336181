// What goes over the wire, live: each request of the carrier with its parameters, and what the hotline answered.
import { MINUTE_MS } from '../../../core/basics/durations.ts';
import { useState, type ReactNode } from 'react';
import type { CallStory, Exchange } from '../line/call-story.ts';
import { TwimlView } from './twiml-view.tsx';
import { useWords } from '../words/index.ts';

interface WireProps {
  readonly story: CallStory | undefined;
  readonly nameOf: (sid: string) => string;
}

export function Wire({ story, nameOf }: WireProps): ReactNode {
  const { wire } = useWords();
  /** Undefined: the newest that steers a call. */
  const [chosen, setChosen] = useState<number>();
  const exchanges = story?.exchanges ?? [];
  const newest = exchanges.findLast(({ purpose, answer }) => purpose === 'document' && answer !== undefined);
  const open = exchanges.some(({ id }) => id === chosen) ? chosen : newest?.id;
  return (
    <section className="wire" aria-label={wire.title}>
      <h2>
        {wire.title}
        {story !== undefined && chosen === undefined && <small>{wire.follow}</small>}
      </h2>
      {exchanges.length === 0 && <p className="hint">{wire.empty}</p>}
      <ol>
        {exchanges.map((exchange) => (
          <Row
            key={exchange.id}
            exchange={exchange}
            speed={story?.speed ?? 1}
            who={exchange.callSid === story?.sid ? wire.leg.call : nameOf(exchange.callSid)}
            open={exchange.id === open}
            onToggle={() => {
              setChosen(exchange.id === open ? undefined : exchange.id);
            }}
          />
        ))}
      </ol>
    </section>
  );
}

interface RowProps {
  readonly exchange: Exchange;
  readonly speed: number;
  readonly who: string;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function Row({ exchange, speed, who, open, onToggle }: RowProps): ReactNode {
  const { wire } = useWords();
  const { method, url, at, answer, purpose, id } = exchange;
  const { pathname, search } = new URL(url);
  return (
    <li className={open ? 'open' : undefined}>
      <button aria-expanded={open} aria-controls={`exchange-${String(id)}`} onClick={onToggle}>
        <span className="time">{seconds(at)}</span>
        <span className={`method ${purpose}`} title={wire.purpose[purpose]}>
          {method}
        </span>
        <span className="path">
          {pathname}
          <span className="query">{search === '' ? '' : shortened(search)}</span>
        </span>
        <span className="who">{who}</span>
        <span className={answer === undefined || answer.status >= 400 ? 'status bad' : 'status'}>
          {answer === undefined ? '…' : answer.status}
        </span>
        <span className="took">
          {answer === undefined ? '' : wire.milliseconds(Math.round((answer.at - at) / speed))}
        </span>
      </button>
      {open && <Details exchange={exchange} />}
    </li>
  );
}

/** `0:12.3` */
const seconds = (at: number): string =>
  `${String(Math.floor(at / MINUTE_MS))}:${((at % MINUTE_MS) / 1000).toFixed(1).padStart(4, '0')}`;

/** The rest is among the parameters below. */
const shortened = (search: string): string => (search.length > 60 ? `${search.slice(0, 58)}…` : search);

function Details({ exchange }: { readonly exchange: Exchange }): ReactNode {
  const { wire } = useWords();
  const { id, url, parameters, answer, purpose } = exchange;
  const query = [...new URL(url).searchParams];
  const sent = Object.entries(parameters);
  const empty = sent.filter(([, value]) => value === '').map(([name]) => name);
  return (
    <div className="details" id={`exchange-${String(id)}`}>
      <h3>
        {wire.answer}
        {answer !== undefined && answer.document !== '' && (
          <CopyButton what={wire.asTwiml} text={answer.document} />
        )}
      </h3>
      {answer === undefined ? (
        <p className="hint">{wire.noAnswer}</p>
      ) : answer.document === '' ? (
        <p className="hint">{purpose === 'media' ? wire.mediaFile : wire.noDocument}</p>
      ) : (
        <TwimlView document={answer.document} />
      )}
      <h3>
        {wire.parameters}
        <CopyButton what={wire.asCurl} text={asCurl(exchange)} />
      </h3>
      <dl>
        {[...query, ...sent.filter(([, value]) => value !== '')].map(([name, value], index) => (
          <div key={index}>
            <dt className={index < query.length ? 'in-url' : undefined}>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {empty.length > 0 && <p className="empty">{wire.sentEmpty(empty.join(', '))}</p>}
    </div>
  );
}

/** To be sent once more; signed as the carrier signed it. */
function asCurl({ method, url, headers, parameters }: Exchange): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
  const lines = [
    `curl -X ${method} ${quoted(url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...Object.entries(parameters).map(([name, value]) => `--data-urlencode ${quoted(`${name}=${value}`)}`),
  ];
  return lines.join(' \\\n  ');
}

function CopyButton({ what, text }: { readonly what: string; readonly text: string }): ReactNode {
  const { wire } = useWords();
  const [done, setDone] = useState<'copied' | 'notCopied'>();
  return (
    <button
      className="link copy"
      onClick={() => {
        copy(text).then(
          () => {
            setDone('copied');
          },
          () => {
            setDone('notCopied');
          },
        );
      }}
    >
      <span role="status">{done === undefined ? wire.copy(what) : wire[done]}</span>
    </button>
  );
}

/** There is no clipboard on plain http, but for this machine's own name. */
const copy = async (text: string): Promise<void> => {
  await navigator.clipboard.writeText(text);
};
