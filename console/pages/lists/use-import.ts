// An import from file to report: opened, checked without writing, then written, part by part. Where the numbers of the
// file do not tell their country, somebody is asked in between.
import { useState } from 'react';
import type { FileProblem } from '../../../core/lists/list-file/decode.ts';
import type { ProblemGroup, RejectedLine } from '../../../core/lists/list-file/line-problems.ts';
import type { ImportReport, List, NumberCountry, Reading } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import type { Api } from '../../api/client.ts';
import { asProblem, type ApiProblem } from '../../api/problem.ts';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import type { OpenedFile } from './open-file.ts';
import { useUndo } from './use-undo.ts';

/** What the parts of the file come to together. */
export interface FileReport {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly repeated: number;
  readonly rejected: readonly RejectedLine[];
  readonly groups: readonly ProblemGroup[];
  readonly encoding: ImportReport['encoding'];
}

/** A file that is checked, with what its import goes on with. */
interface CheckedFile {
  readonly file: OpenedFile;
  readonly country: NumberCountry | undefined;
  /** `continue` of the API. */
  readonly next: string | undefined;
}

type ImportState =
  | {
      readonly at: 'choosing';
      readonly problem?: ApiProblem;
      /** Why the file cannot be read, and on which line where one is to blame. */
      readonly refusal?: { readonly code: FileProblem; readonly line?: number };
    }
  | { readonly at: 'asking'; readonly file: OpenedFile; readonly readings: readonly Reading[] }
  | { readonly at: 'checking' | 'writing'; readonly done: number; readonly all: number }
  | { readonly at: 'checked'; readonly report: FileReport; readonly checked: CheckedFile }
  | { readonly at: 'done'; readonly report: FileReport };

export interface Importing {
  readonly state: ImportState;
  readonly open: (file: File) => void;
  /** The country that the user chose for numbers without a plus sign. */
  readonly chooseCountry: (country: NumberCountry) => void;
  readonly write: () => void;
  readonly restart: () => void;
}

export interface ImportTarget {
  readonly list: List;
  /** For lines that have none; may be empty. */
  readonly reason: string;
}

/** @param onComplaints called with a complaint file, which is no list */
export function useImport(
  target: ImportTarget,
  onImported: () => void,
  onComplaints: (file: File) => void,
): Importing {
  const api = useApi();
  const { lists, calls } = useWords();
  const format = useFormat();
  const sayWritten = useUndo(onImported);
  const [state, setState] = useState<ImportState>({ at: 'choosing' });
  const failed = (error: unknown): void => {
    setState({ at: 'choosing', problem: asProblem(error) });
  };
  const check = async (file: OpenedFile, country: NumberCountry | undefined): Promise<void> => {
    try {
      const round = { file, country, next: undefined };
      const { report, next } = await send(api, target, round, (done) => {
        setState({ at: 'checking', done, all: file.lines });
      });
      setState({ at: 'checked', report, checked: { file, country, next } });
    } catch (error) {
      const problem = asProblem(error);
      if (problem.readings.length > 0) setState({ at: 'asking', file, readings: problem.readings });
      else failed(error);
    }
  };
  const open = async (chosen: File): Promise<void> => {
    const { openFile } = await import('./open-file.ts');
    const file = await openFile(chosen);
    if (file.ok && (file.layout === 'ftc' || file.layout === 'fcc')) onComplaints(chosen);
    else if (file.ok) await check(file, undefined);
    else setState({ at: 'choosing', refusal: file });
  };
  const write = async (checked: CheckedFile): Promise<void> => {
    const { report, written, undos, error } = await writeFile(api, target, checked, (done) => {
      setState({ at: 'writing', done, all: checked.file.lines });
    });
    // What was written is written, and the same file again changes nothing of it.
    if (report === undefined) failed(error);
    else setState({ at: 'done', report });
    if (written > 0) sayWritten(lists.importWritten(format.number(written), calls.lists[target.list]), undos);
    onImported();
  };
  return {
    state,
    open: (file) => void open(file).catch(failed),
    chooseCountry: (country) => {
      if (state.at === 'asking') void check(state.file, country);
    },
    write: () => {
      if (state.at === 'checked') void write(state.checked);
    },
    restart: () => {
      setState({ at: 'choosing' });
    },
  };
}

interface WrittenFile {
  /** Undefined where it ended before the last part; `error` says why. */
  readonly report?: FileReport;
  readonly error?: unknown;
  /** Listings that are written, however it ended. */
  readonly written: number;
  readonly undos: readonly (string | undefined)[];
}

async function writeFile(
  api: Api,
  target: ImportTarget,
  checked: CheckedFile,
  say: (done: number) => void,
): Promise<WrittenFile> {
  const undos: (string | undefined)[] = [];
  let written = 0;
  try {
    const { report } = await send(api, target, checked, (done, answer) => {
      say(done);
      written += (answer?.added ?? 0) + (answer?.updated ?? 0);
      undos.push(answer?.undo);
    });
    return { report, written, undos };
  } catch (error) {
    return { error, written, undos };
  }
}

/** One round over the whole file: it only checks where `next` is undefined. @param say told of the lines that are done */
async function send(
  api: Api,
  { list, reason }: ImportTarget,
  { file: { parts, encoding }, country, next: checked }: CheckedFile,
  say: (done: number, answer?: ImportReport) => void,
): Promise<{ report: FileReport; next: string | undefined }> {
  const { groupProblems, sendParts } = await import('./open-file.ts');
  let done = 0;
  say(done);
  const { next, ...report } = await sendParts<ImportReport>(parts, {
    checked,
    send: async ({ csv }, round) => {
      const why = reason.trim() === '' ? {} : { reason: reason.trim() };
      // Whether the good lines go in though others are wrong was decided over the whole file.
      const query = { list, partial: true, country, ...why, ...round };
      return (await api.call('listings.import', { query, body: csv })).body;
    },
    told: (answer, count) => {
      done += (parts[count - 1]?.lines.length ?? 1) - 1;
      say(done, answer);
    },
  });
  return { report: { ...report, groups: groupProblems(report.rejected), encoding }, next };
}
