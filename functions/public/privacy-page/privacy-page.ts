// The privacy page as a document, made from the register of stored fields and the settings in force. It works without a
// script; the section "Your rights" takes a form and a script like those of the report page.
import { OTHER_LANGUAGE, type Language } from '../../../core/basics/language.ts';
import { menuEntries } from '../../../core/departments/menu-entries.ts';
import { writtenNumber } from '../../../core/numbers/number-words.ts';
import { controllerIn, noticeVersion, shortNotice } from '../../../core/privacy/spoken-notice.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { recordInWords } from '../../privacy/record-words.ts';
import { processingRecords, type ProcessingRecord } from '../../privacy/records.ts';
import { html, NOTHING, type Html } from '../report-page/html.ts';
import type { PublishedFiles } from '../report-page/page-files.ts';
import type { EarlierNotice } from './earlier-notices.ts';
import { PRIVACY_WORDS, type PrivacyPageWords } from './privacy-words.ts';
import { rightsForm } from './rights-form.ts';

interface PrivacyPage {
  readonly settings: Settings;
  readonly language: Language;
  readonly files: PublishedFiles;
  /** Absent where they were not asked for. */
  readonly earlier?: readonly EarlierNotice[] | undefined;
}

/** Addresses in it are relative, as on the report page. */
export function privacyPage({ settings, language, files, earlier }: PrivacyPage): string {
  const words = PRIVACY_WORDS[language];
  const company =
    settings.hotline.company[language] ?? settings.hotline.company[settings.hotline.language] ?? '';
  const other = OTHER_LANGUAGE[language];
  const { text } = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${words.title} · ${company}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="report/${files['page.css'].name}" />
        <script type="module" src="report/${files['privacy.js'].name}"></script>
      </head>
      <body>
        <header>
          <p>${company}</p>
          <a href="?lang=${other}" lang="${other}" hreflang="${other}"
            >${PRIVACY_WORDS[other].thisLanguage}</a
          >
        </header>
        <main>
          <h1>${words.title}</h1>
          <p class="lead">${words.lead}</p>
          ${rights(settings, words, files)} ${responsible(settings, language)}
          ${notice(settings, language, earlier)} ${decisions(settings, words)} ${kept(settings, language)}
        </main>
        <footer>
          <p><a href="report?lang=${language}">${words.report}</a></p>
        </footer>
      </body>
    </html> `;
  return text.replaceAll(/\n\s+/g, '\n');
}

/** The form is open also where the report page takes no reports. */
const rights = (settings: Settings, words: PrivacyPageWords, files: PublishedFiles): Html =>
  html`<section id="rights" aria-labelledby="rights-title">
    <h2 id="rights-title">${words.rights}</h2>
    <p>${words.rightsText}</p>
    <p>${byPhone(settings, words)}</p>
    ${rightsForm(settings, words, files)}
    <p>${words.complain}</p>
  </section>`;

/** Without the Internet: a key of the menu, where it has one. */
function byPhone(settings: Settings, words: PrivacyPageWords): string {
  const key = menuEntries(settings).find(({ choice }) => choice === 'personal-data')?.key;
  return key === undefined ? '' : words.byKey.replace('{key}', key);
}

const term = (name: string, value: string): Html =>
  value === ''
    ? NOTHING
    : html`<dt>${name}</dt>
        <dd>${value}</dd>`;

function responsible(settings: Settings, language: Language): Html {
  const words = PRIVACY_WORDS[language];
  const { address, contact, officer } = settings.privacy;
  const { number, region } = settings.hotline;
  return html`<section aria-labelledby="responsible">
    <h2 id="responsible">${words.responsible}</h2>
    <p>${controllerIn(settings, language)}</p>
    <dl>
      ${term(words.address, address)} ${term(words.contact, contact)} ${term(words.officer, officer)}
      ${term(words.byPhone, writtenNumber(number, region))}
    </dl>
  </section>`;
}

function notice(settings: Settings, language: Language, earlier: PrivacyPage['earlier']): Html {
  const words = PRIVACY_WORDS[language];
  return html`<section aria-labelledby="notice">
    <h2 id="notice">${words.notice}</h2>
    <p>${words.noticeLead}</p>
    <blockquote>${shortNotice(settings, language)}</blockquote>
    <p>${words.notRecorded}</p>
    <p class="hint">${words.version.replace('{version}', noticeVersion(settings))}</p>
    ${
      earlier === undefined
        ? html`<p><a href="?lang=${language}&earlier=1">${words.showEarlier}</a></p>`
        : earlierVersions(earlier, language)
    }
  </section>`;
}

function earlierVersions(earlier: readonly EarlierNotice[], language: Language): Html {
  const words = PRIVACY_WORDS[language];
  if (earlier.length === 0) return html`<p>${words.noEarlier}</p>`;
  return html`<h3>${words.earlier}</h3>
    <dl>
      ${earlier.map(
        ({ version, since, words: said }) =>
          html`<dt>
              ${since === undefined ? '' : words.since.replace('{day}', since.slice(0, 10))} (${version})
            </dt>
            <dd>${said[language]}</dd>`,
      )}
    </dl>`;
}

const decisions = ({ screening, reports }: Settings, words: PrivacyPageWords): Html =>
  html`<section aria-labelledby="decisions">
    <h2 id="decisions">${words.decisions}</h2>
    <p>
      ${screening.blocks.on || screening.reputation.mode !== 'off' ? words.decisionsText : words.noDecisions}
    </p>
    ${reports.web.on ? html`<p>${words.appeal} <a href="report#appeal">${words.report}</a></p>` : NOTHING}
  </section>`;

function kept(settings: Settings, language: Language): Html {
  const words = PRIVACY_WORDS[language];
  const ofCallers = processingRecords(settings).filter(({ about }) => about.some((one) => one !== 'staff'));
  return html`<section aria-labelledby="kept">
    <h2 id="kept">${words.kept}</h2>
    <p>${words.keptLead} ${words.held}</p>
    ${ofCallers.map((record) => keptRecord(record, language))}
  </section>`;
}

function keptRecord(record: ProcessingRecord, language: Language): Html {
  const words = PRIVACY_WORDS[language];
  const said = recordInWords(record, language);
  return html`<h3>${said.title}</h3>
    <dl>
      ${term(words.about, said.about)} ${term(words.data, said.data)} ${term(words.purposes, said.purposes)}
      ${term(words.basis, said.basis)} ${term(words.period, said.period)}
      ${term(words.recipients, said.recipients)}
    </dl>`;
}
