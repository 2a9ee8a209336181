// Finds the page that an address names, if the user's role may open it.
import type { AdminRouteId } from '../../../functions/admin/contract.ts';
import { type Page, PAGES } from '../../pages.ts';
import { PAGE_IDS, type PageId } from '../../page-paths.ts';
import { matchPath } from '../../routing.ts';

export interface FoundPage {
  readonly id: PageId;
  readonly page: Page;
  readonly params: Readonly<Record<string, string>>;
}

export const mayOpen = ({ needs }: Page, may: readonly AdminRouteId[]): boolean =>
  needs.every((id) => may.includes(id));

/** `/` is the first page that the role may open. */
export function findPage(path: string, may: readonly AdminRouteId[]): FoundPage | undefined {
  const open = PAGE_IDS.map((id) => ({ id, page: PAGES[id] })).filter(({ page }) => mayOpen(page, may));
  if (path === '/') {
    const first = open.find(({ page }) => page.section !== undefined);
    return first && { ...first, params: {} };
  }
  for (const one of open) {
    const params = matchPath(one.page.path, path);
    if (params !== undefined) return { ...one, params };
  }
  return undefined;
}

/** From the page at the top to the page itself. */
export const trailOf = (page: Page): Page[] =>
  page.above === undefined ? [page] : [...trailOf(PAGES[page.above]), page];
