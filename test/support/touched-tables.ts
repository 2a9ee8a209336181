// Which tables each route and job really touches, watched at the database while its handler runs, and compared with what
// the route table says: permissions on AWS are made from it.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { JOBS, ROUTES, routeKey, type Access, type JobId, type RouteId } from '../../functions/routes.ts';
import type { Database } from '../../store/database/database.ts';
import { TABLE_NAMES, type TableName } from '../../store/tables.ts';

export type WorkId = RouteId | JobId;

export interface Touched {
  readonly reads: Set<TableName>;
  readonly writes: Set<TableName>;
}

/** Of this process: what was touched though the route table does not say so, like `calls.flag reads feeds`. */
export const undeclared = new Set<string>();

const ROUTE_BY_KEY = new Map(Object.entries(ROUTES).map(([id, route]) => [routeKey(route), id as RouteId]));
const workNow = new AsyncLocalStorage<{ readonly id: WorkId; readonly touched: Touched }>();

export class TouchedTables {
  readonly #byWork = new Map<WorkId, Touched>();

  /** While it runs, and in whatever it has begun, the tables are noted as those of this route or job. */
  during<Result>(id: WorkId, work: () => Promise<Result>): Promise<Result> {
    return workNow.run({ id, touched: this.by(id) }, work);
  }

  duringRoute<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const id = ROUTE_BY_KEY.get(key);
    return id === undefined ? work() : this.during(id, work);
  }

  by(id: WorkId): Touched {
    const touched = this.#byWork.get(id) ?? { reads: new Set(), writes: new Set() };
    this.#byWork.set(id, touched);
    return touched;
  }
}

export const accessOf = (id: WorkId): Access => ({ ...ROUTES, ...JOBS })[id];

/** The same database, which notes what is asked of it. */
export const watched = (database: Database): Database => ({
  ...database,
  run: (operation, send) =>
    database.run(operation, (client, options) => send(noting(client, database), options)),
});

/** What a command of the document client shows of itself. */
interface DocumentCommand {
  readonly input: { readonly TableName?: string; readonly RequestItems?: object };
  readonly constructor: { readonly name: string };
}

const READS: readonly string[] = ['GetCommand', 'BatchGetCommand', 'QueryCommand', 'ScanCommand'];

const noting = (client: DynamoDBDocumentClient, database: Database): DynamoDBDocumentClient =>
  new Proxy(client, {
    get: (target, name) =>
      name === 'send'
        ? (command: DocumentCommand, ...rest: unknown[]) => {
            note(command, database);
            return (target.send as (...given: unknown[]) => unknown)(command, ...rest);
          }
        : (Reflect.get(target, name) as unknown),
  });

/** It reads, or also writes, wherever the person is. */
const sweepsOver = ({ sweeps }: Access, kind: 'reads' | 'writes'): boolean =>
  sweeps === 'writes' || (sweeps === 'reads' && kind === 'reads');

function note({ input, constructor }: DocumentCommand, database: Database): void {
  const work = workNow.getStore();
  if (work === undefined) return;
  const kind = READS.includes(constructor.name) ? 'reads' : 'writes';
  const physical = input.TableName === undefined ? Object.keys(input.RequestItems ?? {}) : [input.TableName];
  for (const table of TABLE_NAMES.filter((name) => physical.includes(database.table(name)))) {
    work.touched[kind].add(table);
    const access = accessOf(work.id);
    if (!access[kind].includes(table) && !sweepsOver(access, kind))
      undeclared.add(`${work.id} ${kind} ${table}`);
  }
}
