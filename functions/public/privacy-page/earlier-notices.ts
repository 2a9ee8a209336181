// Earlier versions of the notice: what was told under the settings that were in force before.
import { LANGUAGES, type Language } from '../../../core/basics/language.ts';
import { noticeVersion, shortNotice } from '../../../core/privacy/spoken-notice.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import type { Runtime } from '../../runtime.ts';

export interface EarlierNotice {
  readonly version: string;
  /** ISO 8601, UTC; absent for what was deployed first. */
  readonly since: string | undefined;
  readonly words: Readonly<Record<Language, string>>;
}

/** Saved versions of the settings that are looked through, newest first. */
const MOST_VERSIONS = 50;

/** Newest first, without the one in force. */
export async function earlierNotices({ store, settings }: Runtime): Promise<readonly EarlierNotice[]> {
  const { items } = await store.settings.versions({ limit: MOST_VERSIONS });
  const saved = await Promise.all(items.map((item) => earlierSettings(item, store.settings)));
  const inForce = noticeVersion(await settings.current());
  const found = new Map<string, EarlierNotice>();
  // The oldest save with these words says since when they were told.
  for (const { since, document } of saved.flatMap((one) => one ?? [])) {
    const version = noticeVersion(document);
    if (version !== inForce) found.set(version, { version, since, words: wordsOf(document) });
  }
  return [...found.values()];
}

async function earlierSettings(
  { version, savedAt }: { readonly version: number; readonly savedAt?: string },
  settings: Runtime['store']['settings'],
): Promise<{ readonly since: string | undefined; readonly document: Settings } | undefined> {
  const document = version === 0 ? await settings.deployed() : (await settings.version(version))?.settings;
  return document === undefined ? undefined : { since: savedAt, document };
}

const wordsOf = (settings: Settings): EarlierNotice['words'] =>
  Object.fromEntries(LANGUAGES.map((language) => [language, shortNotice(settings, language)])) as Record<
    Language,
    string
  >;
