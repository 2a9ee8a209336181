// What goes wrong in a history, and when: drawn from its seed, one kind for each port. A process that dies in the middle of
// its work is a fault of its own: what it had asked for may be done or not, what it would have asked for is not.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { TransportError } from '../../carrier/http/transport.ts';
import { happens, oneOf, type Chance } from '../../lab/chance.ts';
import type { Database } from '../../store/database/database.ts';
import { StoreUnavailableError } from '../../store/database/errors.ts';

/** How often a port fails, 0 to 1, at each use. */
export interface Rates {
  readonly store: number;
  readonly queue: number;
  readonly objects: number;
  readonly secrets: number;
  readonly carrier: number;
  /** The process that works for a webhook, a request or a job dies at a use of the store. */
  readonly crash: number;
}
export type Port = keyof Rates;

export const CALM: Rates = { store: 0, queue: 0, objects: 0, secrets: 0, carrier: 0, crash: 0 };

/** `slow`: others come first. `unheard`: it was done, and the answer is lost. `partly`: of a batch only a part was done. */
type StoreFault = 'throttled' | 'refused' | 'slow' | 'unheard' | 'partly';
const STORE_FAULTS: readonly StoreFault[] = ['throttled', 'refused', 'slow', 'unheard', 'partly'];

/** One run of a handler. */
export interface Work {
  dead: boolean;
  /** Faults that it met, `slow` left out. */
  faults: number;
  readonly died: Promise<never>;
  readonly kill: () => void;
}

export class Weather {
  rates: Rates;
  readonly #chance: Chance;
  readonly #works = new AsyncLocalStorage<Work>();

  constructor(rates: Rates, chance: Chance) {
    this.rates = rates;
    this.#chance = chance;
  }

  /** Whether this port fails now. The queue is where writes go that the store refused: a work that met a fault of the one meets none of the other. */
  strikes(port: Port): boolean {
    const work = this.#works.getStore();
    if (port === 'queue' && work !== undefined && work.faults > 0) return false;
    const strikes = happens(this.rates[port], this.#chance);
    if (strikes && work !== undefined) work.faults += 1;
    return strikes;
  }

  /** Rejects with a broken connection where the process dies. */
  async during<Result>(
    handle: () => Promise<Result>,
  ): Promise<{ readonly result: Result; readonly faults: number }> {
    const work = newWork();
    const result = await Promise.race([this.#works.run(work, handle), work.died]);
    return { result, faults: work.faults };
  }

  /** The same database, as it is in this weather. */
  over(database: Database): Database {
    return {
      ...database,
      run: async (operation, send) => {
        await this.#mayDie();
        const fault = this.strikes('store') ? oneOf(STORE_FAULTS, this.#chance) : undefined;
        const result = await this.#runIn(fault, database, operation, send);
        await this.#mayDie();
        return result;
      },
    };
  }

  async #runIn<Output>(
    fault: StoreFault | undefined,
    database: Database,
    operation: string,
    send: Send<Output>,
  ): Promise<Output> {
    switch (fault) {
      case undefined:
        return database.run(operation, send);
      case 'throttled':
      case 'refused':
        throw failure(operation, fault);
      case 'slow':
        return this.#later(() => database.run(operation, send));
      case 'unheard':
        await database.run(operation, send);
        throw failure(operation, 'refused');
      case 'partly':
        return database.run(operation, (client, options) => send(partly(client), options));
    }
  }

  async #later<Output>(run: () => Promise<Output>): Promise<Output> {
    const turns = 1 + Math.floor(this.#chance() * 60);
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    return run();
  }

  /** A dead process never goes on. */
  async #mayDie(): Promise<void> {
    const work = this.#works.getStore();
    if (work === undefined) return;
    if (!work.dead && happens(this.rates.crash, this.#chance)) work.kill();
    if (work.dead) await NEVER;
  }
}

type Send<Output> = (
  client: DynamoDBDocumentClient,
  options: { abortSignal: AbortSignal },
) => Promise<Output>;

const NEVER = new Promise<never>(() => undefined);

function newWork(): Work {
  let kill = (): void => undefined;
  const died = new Promise<never>((_, reject) => {
    kill = () => {
      work.dead = true;
      reject(new TransportError('connect', 'the process died'));
    };
  });
  died.catch(() => undefined);
  const work: Work = {
    dead: false,
    faults: 0,
    died,
    kill: () => {
      kill();
    },
  };
  return work;
}

const failure = (operation: string, fault: 'throttled' | 'refused'): StoreUnavailableError =>
  new StoreUnavailableError(operation, new Error(fault), fault === 'throttled' ? 'throttled' : 'outage');

interface BatchCommand {
  readonly input: { readonly RequestItems?: Readonly<Record<string, unknown>> };
  readonly constructor: { readonly name: string };
}

/** A table that is throttled hands back a batch; one that is written is written by half. */
const partly = (client: DynamoDBDocumentClient): DynamoDBDocumentClient =>
  ({
    send: async (command: BatchCommand, ...rest: unknown[]): Promise<unknown> => {
      const send = client.send.bind(client) as unknown as (...given: unknown[]) => Promise<unknown>;
      if (command.constructor.name === 'BatchGetCommand')
        return { Responses: {}, UnprocessedKeys: command.input.RequestItems };
      if (command.constructor.name !== 'BatchWriteCommand') throw failure('a single request', 'throttled');
      const [[table, requests] = ['', []]] = Object.entries(command.input.RequestItems ?? {}) as [
        string,
        unknown[],
      ][];
      const half = Math.ceil(requests.length / 2);
      await send(
        {
          input: { RequestItems: { [table]: requests.slice(0, half) } },
          constructor: { name: 'BatchWriteCommand' },
        },
        ...rest,
      );
      return { UnprocessedItems: half < requests.length ? { [table]: requests.slice(half) } : {} };
    },
  }) as unknown as DynamoDBDocumentClient;
