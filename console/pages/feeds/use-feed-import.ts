// A complaint file from the browser to the hotline: sent in parts under one upload, looked at, then put in force.
import { useState } from 'react';
import type { FileProblem } from '../../../core/lists/list-file/decode.ts';
import type { FilePart } from '../../../core/lists/list-file/parts.ts';
import type { FeedImport, NumberCountry, Reading } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import type { Api } from '../../api/client.ts';
import { asProblem, type ApiProblem } from '../../api/problem.ts';

type FeedImportState =
  | { readonly at: 'choosing'; readonly problem?: ApiProblem; readonly refusal?: Refusal }
  | {
      readonly at: 'asking';
      readonly name: string;
      readonly parts: readonly FilePart[];
      readonly readings: readonly Reading[];
    }
  | { readonly at: 'naming'; readonly file: File; readonly name: string; readonly parts: readonly FilePart[] }
  | { readonly at: 'sending' | 'putting'; readonly done: number; readonly all: number }
  | { readonly at: 'looking'; readonly sent: Sent; readonly report: FeedImport }
  | { readonly at: 'done'; readonly report: FeedImport };

interface Refusal {
  readonly code: FileProblem;
  readonly line?: number;
}

interface Sent {
  readonly name: string;
  readonly upload: string;
  readonly pieces: number;
  readonly dropped: FeedImport['dropped'];
}

export interface BlockChoice {
  /** Undefined if the file blocks no numbers. */
  readonly blockFrom: number | undefined;
  readonly within: number;
  readonly expiresDays: number;
}

export interface FeedImporting {
  readonly state: FeedImportState;
  readonly choose: (file: File) => void;
  readonly send: (name: string) => void;
  /** The country that the user chose for numbers without a plus sign. */
  readonly chooseCountry: (country: NumberCountry) => void;
  /** Counts again in other days. */
  readonly look: (within: number) => void;
  readonly put: (choice: BlockChoice) => void;
}

const DEFAULT_WITHIN = 30;

/** @param file the one to begin with, where it was chosen already */
export function useFeedImport(onImported: () => void, file?: File): FeedImporting {
  const api = useApi();
  const [state, setState] = useState<FeedImportState>({ at: 'choosing' });
  const failed = (error: unknown): void => {
    setState({ at: 'choosing', problem: asProblem(error) });
  };
  const look = async (sent: Sent, within: number): Promise<void> => {
    const body = { upload: sent.upload, pieces: sent.pieces, dryRun: true, within };
    const { body: report } = await api.call('feeds.commit', { params: { name: sent.name }, body });
    setState({ at: 'looking', sent, report: { ...report, dropped: sent.dropped } });
  };
  const choose = async (chosen: File): Promise<void> => {
    setState(await openedState(chosen));
  };
  const send = async (sending: FileToSend): Promise<void> => {
    const { name, parts } = sending;
    try {
      const sent = await sendParts(api, sending, (done) => {
        setState({ at: 'sending', done, all: parts.length });
      });
      await look(sent, DEFAULT_WITHIN);
    } catch (error) {
      const { readings } = asProblem(error);
      if (readings.length === 0) throw error;
      setState({ at: 'asking', name, parts, readings });
    }
  };
  const put = async (sent: Sent, choice: BlockChoice): Promise<void> => {
    const report = await putInForce(api, sent, choice, (done) => {
      setState({ at: 'putting', done, all: sent.pieces });
    });
    setState({ at: 'done', report });
    onImported();
  };
  const [begun, setBegun] = useState(false);
  if (file !== undefined && !begun) {
    setBegun(true);
    void choose(file).catch(failed);
  }
  return {
    state,
    choose: (chosen) => void choose(chosen).catch(failed),
    send: (name) => {
      if (state.at === 'naming') void send({ name, parts: state.parts }).catch(failed);
    },
    chooseCountry: (country) => {
      if (state.at === 'asking') void send({ name: state.name, parts: state.parts, country }).catch(failed);
    },
    look: (within) => {
      if (state.at === 'looking') void look(state.sent, within).catch(failed);
    },
    put: (choice) => {
      if (state.at === 'looking') void put(state.sent, choice).catch(failed);
    },
  };
}

/** The file cut into parts, or why it cannot be read. */
async function openedState(file: File): Promise<FeedImportState> {
  const { openFile } = await import('../lists/open-file.ts');
  const opened = await openFile(file);
  if (!opened.ok) return { at: 'choosing', refusal: opened };
  const { layout, parts } = opened;
  const name = layout === 'ftc' || layout === 'fcc' ? layout : 'complaints';
  return { at: 'naming', file, name, parts };
}

/** Not `randomUUID`: browsers have that on https alone. */
const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

interface FileToSend {
  readonly name: string;
  readonly parts: readonly FilePart[];
  /** Of numbers without a plus. */
  readonly country?: NumberCountry;
}

/** All parts under one upload, of which nothing counts yet. @param say told how many are done */
async function sendParts(
  api: Api,
  { name, parts, country }: FileToSend,
  say: (done: number) => void,
): Promise<Sent> {
  const upload = randomId();
  let dropped: FeedImport['dropped'] = [];
  for (const [piece, part] of parts.entries()) {
    say(piece);
    dropped = together(dropped, await sendPart(api, name, { upload, piece, country }, part));
  }
  return { name, upload, pieces: parts.length, dropped };
}

/** Asked again until the hotline has put every piece in force. @param say told how many are done */
async function putInForce(
  api: Api,
  { name, upload, pieces, dropped }: Sent,
  choice: BlockChoice,
  say: (done: number) => void,
): Promise<FeedImport> {
  say(0);
  const body = { upload, pieces, ...choice };
  for (;;) {
    const { body: report } = await api.call('feeds.commit', { params: { name }, body });
    if (report.state === 'in-force') return { ...report, dropped };
    say(report.done ?? 0);
  }
}

/** @returns the lines that are left out, by their places in the whole file */
async function sendPart(
  api: Api,
  name: string,
  query: {
    readonly upload: string;
    readonly piece: number;
    readonly country?: NumberCountry | undefined;
  },
  { csv, lines }: FilePart,
): Promise<FeedImport['dropped']> {
  const { body } = await api.call('feeds.import', { params: { name }, query, body: csv });
  return body.dropped.map((group) => ({
    ...group,
    examples: group.examples.map((one) => ({ ...one, line: lines[one.line - 1] ?? one.line })),
  }));
}

const MOST_EXAMPLES = 3;

function together(a: FeedImport['dropped'], b: FeedImport['dropped']): FeedImport['dropped'] {
  const groups = new Map(a.map((group) => [group.code, group]));
  for (const group of b) {
    const before = groups.get(group.code);
    const examples = [...(before?.examples ?? []), ...group.examples].slice(0, MOST_EXAMPLES);
    groups.set(group.code, { ...group, count: group.count + (before?.count ?? 0), examples });
  }
  return [...groups.values()].sort((x, y) => y.count - x.count);
}
