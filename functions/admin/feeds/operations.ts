// Complaint feeds: complaint files of others, each under a name, taken in, listed and taken back as a whole.
import { counted } from '../../../core/basics/counted.ts';
import {
  readingsInDoubt,
  tallyCountries,
  type NumberCountry,
} from '../../../core/lists/list-file/country.ts';
import type { ListFile } from '../../../core/lists/list-file/open.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { departmentOrDefault } from '../../../core/departments/department.ts';
import { readComplaintFile } from '../../feeds/read-complaints.ts';
import {
  commitUpload,
  lookAt,
  lookAtUpload,
  receivePiece,
  receiveWhole,
  type FeedQuery,
} from '../../feeds/receive.ts';
import { noFeed, takeBack } from '../../feeds/take-back.ts';
import { feedView } from '../../feeds/view.ts';
import { FEED_NAME } from '../../../core/evidence/feed.ts';
import type { Subject } from '../../http/subject.ts';
import { Problem } from '../../http/problem.ts';
import { inSlices } from '../../pauses.ts';
import type { Runtime } from '../../runtime.ts';
import type { FeedImport } from '../contract.ts';
import { openFile } from '../listings/open-file.ts';
import { answer, pathSegment, type AuditNote, type Operations } from '../operation.ts';
import { askWhichCountry } from '../listings/which-country.ts';

type Routes = 'feeds.page' | 'feeds.get' | 'feeds.import' | 'feeds.commit' | 'feeds.delete';

export const FEED_OPERATIONS: Operations<Routes> = {
  'feeds.page': async ({ runtime }) => {
    const { feeds } = await runtime.store.feeds.registry();
    // What subscriptions hold is shown with them.
    const items = Object.values(feeds)
      .filter(({ name }) => FEED_NAME.test(name))
      .map(feedView);
    return answer('feeds.page', { items: items.sort((a, b) => (a.name < b.name ? -1 : 1)) });
  },

  'feeds.get': async ({ path, runtime }) => {
    const name = nameIn(path);
    const { feeds } = await runtime.store.feeds.registry();
    const feed = feeds[name];
    if (feed === undefined) throw noFeed(name, Object.keys(feeds));
    return answer('feeds.get', feedView(feed));
  },

  'feeds.import': async ({ path, query, body, subject, runtime }) => {
    const opened = await openFile(body);
    const { dryRun, upload, piece, ...rules } = query;
    const wanted: ComplaintRequest = { ...rules, name: nameIn(path), dryRun, upload, piece };
    const taken = await takeComplaints(opened, wanted, subject, runtime);
    return { ...answer('feeds.import', taken), audit: auditOf(taken) };
  },

  'feeds.commit': async ({ path, body, subject, runtime }) => {
    const { upload, pieces, dryRun, ...rules } = body;
    const query: FeedQuery = { ...rules, name: nameIn(path) };
    const file = { id: upload, pieces };
    const taken = dryRun
      ? await lookAtUpload(file, query, runtime)
      : await commitUpload(file, query, subject.id, runtime);
    return { ...answer('feeds.commit', taken), audit: auditOf(taken) };
  },

  'feeds.delete': async ({ path, runtime }) => {
    const feed = await takeBack(nameIn(path), runtime);
    return {
      ...answer('feeds.delete', feedView(feed)),
      audit: {
        record: `feed:${feed.name}`,
        detail: `${counted(feed.complaints, 'complaint')} about ${counted(feed.numbers, 'number')}, ${counted(feed.blocks, 'block')}`,
      },
    };
  },
};

export interface ComplaintRequest extends FeedQuery {
  readonly dryRun: boolean;
  readonly upload?: string | undefined;
  readonly piece?: number | undefined;
  /** Of numbers without a plus. Where it is absent and they fit two countries, the request is refused. */
  readonly country?: NumberCountry | undefined;
}

/** A file of complaints, from whichever route it came. */
export async function takeComplaints(
  file: ListFile,
  { dryRun, upload, piece = 0, country, ...query }: ComplaintRequest,
  subject: Subject,
  runtime: Runtime,
): Promise<FeedImport> {
  const settings = await runtime.settings.current();
  const now = runtime.now();
  const { region } = settings.hotline;
  // The first piece stands for the file: the last one can be too short to tell.
  if (country === undefined && piece === 0)
    askWhichCountry(readingsInDoubt(await inSlices(tallyCountries(file, region)), region));
  const read = await readComplaintFile(file, { ...placeOf(settings), now, country }, settings);
  if (dryRun) return lookAt(read, query, now);
  if (upload !== undefined) return receivePiece(read, { upload, piece }, query, runtime);
  return receiveWhole(read, query, subject.id, runtime);
}

const placeOf = (settings: Settings) => ({
  home: settings.hotline,
  timeZone: departmentOrDefault(settings, undefined).timeZone,
});

/** One entry for a file, when it is in force; nothing counts before. */
export function auditOf(taken: FeedImport): AuditNote | 'nothing-done' {
  if (taken.state !== 'in-force') return 'nothing-done';
  const dropped = taken.dropped.reduce((sum, { count }) => sum + count, 0);
  return {
    record: `feed:${taken.name}`,
    detail: `${counted(taken.complaints, 'complaint')} about ${counted(taken.numbers, 'number')}, ${counted(dropped, 'line')} left out, ${counted(taken.feed?.blocks ?? 0, 'number')} blocked`,
  };
}

function nameIn(path: Readonly<Record<string, string>>): string {
  const name = pathSegment(path, 'name');
  if (FEED_NAME.test(name)) return name;
  throw new Problem(
    'invalid-request',
    'The name of a feed has 1 to 40 lower-case letters, digits and hyphens.',
  );
}
