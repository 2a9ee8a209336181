// An import from file to report: cut, checked without writing, then written, piece by piece.
import { useState } from 'react';
import type { ImportReport, List } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import type { Api } from '../../api/client.ts';
import { asProblem, type ApiProblem } from '../../api/problem.ts';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { CsvShapeError, cutCsv, type Piece } from './csv-pieces.ts';
import { useUndo } from './use-undo.ts';

export type ImportState =
  | {
      readonly at: 'choosing';
      readonly problem?: ApiProblem;
      /** Where the file stops being a list; 0: it is empty. */
      readonly badLine?: number;
    }
  | { readonly at: 'checking' | 'writing'; readonly done: number; readonly all: number }
  | { readonly at: 'checked'; readonly report: ImportReport; readonly pieces: readonly Piece[] }
  | { readonly at: 'done'; readonly report: ImportReport };

export interface Importing {
  readonly state: ImportState;
  readonly check: (file: File) => void;
  readonly write: () => void;
  readonly restart: () => void;
}

const NOTHING: ImportReport = { added: 0, updated: 0, unchanged: 0, repeated: 0, rejected: [] };

export function useImport(list: List, onImported: () => void): Importing {
  const api = useApi();
  const { lists, calls } = useWords();
  const format = useFormat();
  const sayWritten = useUndo(onImported);
  const [state, setState] = useState<ImportState>({ at: 'choosing' });
  /** @param told of each piece what it came to */
  const send = (at: 'checking' | 'writing', pieces: readonly Piece[], told?: Told): Promise<ImportReport> =>
    sendAll(api, pieces, { list, dryRun: at === 'checking' }, (report, done, all) => {
      setState({ at, done, all });
      told?.(report);
    });
  const failed = (error: unknown): void => {
    setState({
      at: 'choosing',
      ...(error instanceof CsvShapeError ? { badLine: error.line } : { problem: asProblem(error) }),
    });
  };
  const check = async (file: File): Promise<void> => {
    try {
      const pieces = cutCsv(await file.text());
      setState({ at: 'checked', pieces, report: await send('checking', pieces) });
    } catch (error) {
      failed(error);
    }
  };
  const write = async (pieces: readonly Piece[]): Promise<void> => {
    const undos: (string | undefined)[] = [];
    let written = 0;
    try {
      const report = await send('writing', pieces, ({ added, updated, undo }) => {
        written += added + updated;
        undos.push(undo);
      });
      setState({ at: 'done', report });
    } catch (error) {
      // What was written is written, and the same file again changes nothing of it.
      failed(error);
    }
    if (written > 0) sayWritten(lists.importWritten(format.number(written), calls.lists[list]), undos);
    onImported();
  };
  return {
    state,
    check: (file) => void check(file),
    write: () => {
      if (state.at === 'checked') void write(state.pieces);
    },
    restart: () => {
      setState({ at: 'choosing' });
    },
  };
}

type Told = (report: ImportReport) => void;

interface Sending {
  readonly list: List;
  readonly dryRun: boolean;
}

async function sendAll(
  api: Api,
  pieces: readonly Piece[],
  { list, dryRun }: Sending,
  say: (report: ImportReport, done: number, all: number) => void,
): Promise<ImportReport> {
  const all = pieces.reduce((sum, { lines }) => sum + lines.length - 1, 0);
  let [report, done] = [NOTHING, 0];
  say(NOTHING, 0, all);
  for (const piece of pieces) {
    // Whether the good lines go in though others are wrong was decided over the whole file.
    const query = { list, dryRun, partial: true };
    const { body } = await api.call('listings.import', { query, body: piece.csv });
    report = add(report, body, piece);
    done += piece.lines.length - 1;
    say(body, done, all);
  }
  return { ...report, rejected: report.rejected.toSorted((a, b) => a.line - b.line) };
}

const add = (sum: ImportReport, part: ImportReport, { lines }: Piece): ImportReport => ({
  added: sum.added + part.added,
  updated: sum.updated + part.updated,
  unchanged: sum.unchanged + part.unchanged,
  repeated: sum.repeated + part.repeated,
  rejected: [
    ...sum.rejected,
    ...part.rejected.map((one) => ({ ...one, line: lines[one.line - 1] ?? one.line })),
  ],
});
