// Finds the page that an address names, if the user's role may open it.
import type { AdminRouteId } from '../../../functions/admin/contract.ts';
import { type Page, PAGES } from '../../pages.ts';
import { PAGE_IDS } from '../../page-paths.ts';
import { matchPath } from '../../routing.ts';

export interface FoundPage {
  readonly page: Page;
  readonly params: Readonly<Record<string, string>>;
}

export const mayOpen = ({ needs }: Page, may: readonly AdminRouteId[]): boolean =>
  needs.every((id) => may.includes(id));

/** `/` is the first page that the role may open. */
export function findPage(path: string, may: readonly AdminRouteId[]): FoundPage | undefined {
  const open = PAGE_IDS.map((id) => PAGES[id]).filter((page) => mayOpen(page, may));
  if (path === '/') {
    const first = open.find(({ section }) => section !== undefined);
    return first && { page: first, params: {} };
  }
  for (const page of open) {
    const params = matchPath(page.path, path);
    if (params !== undefined) return { page, params };
  }
  return undefined;
}

/** From the page at the top to the page itself. */
export const trailOf = (page: Page): Page[] =>
  page.above === undefined ? [page] : [...trailOf(PAGES[page.above]), page];
