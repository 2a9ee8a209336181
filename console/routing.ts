// Where one is: the part of the address after `#`, with its path and query. Nothing of it reaches a server or its log.
import { useSyncExternalStore } from 'react';

export interface Place {
  /** `/voicemail/RE1` */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

const MOVED = 'hotline-guard:moved';

const subscribe = (listener: () => void): (() => void) => {
  addEventListener('hashchange', listener);
  addEventListener(MOVED, listener);
  return () => {
    removeEventListener('hashchange', listener);
    removeEventListener(MOVED, listener);
  };
};

export function usePlace(): Place {
  return placeOf(useSyncExternalStore(subscribe, () => location.hash));
}

function placeOf(hash: string): Place {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?');
  return { path: path === '' ? '/' : path, query: Object.fromEntries(new URLSearchParams(search)) };
}

/** Of a page: `#/voicemail/RE1?status=new`. */
export function hrefOf(
  path: string,
  params: Readonly<Record<string, string>> = {},
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const given = Object.entries(query).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  );
  const search = new URLSearchParams(given).toString();
  return `#${filled}${search === '' ? '' : `?${search}`}`;
}

export function go(href: string): void {
  location.hash = href;
}

/** Changes what a page shows (a filter, say) without a step in the history. */
export function setQuery(change: Readonly<Record<string, string | undefined>>): void {
  const { path, query } = placeOf(location.hash);
  history.replaceState(undefined, '', hrefOf(path, {}, { ...query, ...change }));
  dispatchEvent(new Event(MOVED));
}

/** Undefined where the path does not have the pattern's shape; `{name}` is one segment. */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = decoded(given[index] ?? '');
    if (!segment.startsWith('{')) {
      if (segment !== value) return undefined;
    } else if (value === '') {
      return undefined;
    } else {
      params[segment.slice(1, -1)] = value;
    }
  }
  return params;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
