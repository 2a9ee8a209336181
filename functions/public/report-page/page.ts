// The report page as a document: everything in it is there from the start, and the script shows what is due. Without
// the script it names the telephone.
import { CATEGORIES, MOST_DESCRIPTION } from '../../../core/cases/case.ts';
import type { E164 } from '../../../core/numbers/e164.ts';
import { OTHER_LANGUAGE, type Language } from '../../../core/basics/language.ts';
import { writtenNumber } from '../../../core/numbers/number-words.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import type { PublishedFiles } from './page-files.ts';
import { html, NOTHING, type Html } from './html.ts';
import type { PageWords } from './words.ts';
import { WORDS } from './word-catalogs.ts';

export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cache-control': 'no-cache',
  vary: 'accept-language',
};

/** Addresses in it are relative: the hotline may live under a path of its host. */
export function reportPage(
  { hotline, reports }: Settings,
  language: Language,
  files: PublishedFiles,
): string {
  const words = WORDS[language];
  const company = hotline.company[language] ?? hotline.company[hotline.language] ?? '';
  const call = callLink(hotline.number, hotline.region);
  const { text } = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${words.title} · ${company}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="report/${files['page.css'].name}" />
        ${reports.web.on ? html`<script type="module" src="report/${files['page.js'].name}"></script>` : NOTHING}
      </head>
      <body>
        <header>
          <p>${company}</p>
          ${languageSwitch(OTHER_LANGUAGE[language])}
        </header>
        <main data-words="${JSON.stringify(words.script)}" data-solver="report/${files['solver.js'].name}">
          <h1>${words.title}</h1>
          <p class="urgent"><strong>${words.urgent}</strong> ${words.urgentCall} ${call}</p>
          ${reports.web.on ? openPage(words, call) : html`<p class="lead">${words.closed} ${call}</p>`}
        </main>
        <footer>
          <p>${words.privacy} <a href="privacy?lang=${language}">${words.privacyPage}</a></p>
        </footer>
      </body>
    </html> `;
  return text.replaceAll(/\n\s+/g, '\n');
}

const callLink = (number: E164, region: string): Html =>
  html`<a class="call" href="tel:${number}">${writtenNumber(number, region)}</a>`;

const languageSwitch = (other: Language): Html =>
  html`<a href="?lang=${other}" lang="${other}" hreflang="${other}">${WORDS[other].thisLanguage}</a>`;

const openPage = (words: PageWords, call: Html): Html =>
  html`<p class="lead">${words.lead}</p>
    <p>${words.ratherCall} ${call}</p>
    <noscript><p class="urgent">${words.noScript} ${call}</p></noscript>
    ${reportForm(words)} ${review(words)} ${done(words)} ${appealForm(words, call)} ${statusForm(words)}`;

const reportForm = (words: PageWords): Html =>
  html`<form id="report" novalidate hidden>
    ${field({ id: 'number', label: words.number, hint: words.numberHint, kind: 'tel' })}
    <fieldset id="category" aria-describedby="category-problem">
      <legend>${words.category}</legend>
      ${CATEGORIES.map(
        (category) =>
          html`<label class="choice">
            <input type="radio" name="category" value="${category}" required /> ${words.categories[category]}
          </label>`,
      )}
      <p class="problem" id="category-problem" hidden></p>
    </fieldset>
    <div class="field">
      <label for="description">${words.description}</label>
      <p class="hint" id="description-hint">${words.descriptionHint}</p>
      <textarea
        id="description"
        name="description"
        rows="5"
        maxlength="${String(MOST_DESCRIPTION)}"
        aria-describedby="description-hint"
      ></textarea>
    </div>
    <button type="submit">${words.next}</button>
  </form>`;

/** Number read back, like by telephone; sent only after that. */
const review = (words: PageWords): Html =>
  html`<section id="review" aria-labelledby="review-title" hidden>
    <h2 id="review-title" tabindex="-1">${words.review}</h2>
    <dl>
      <dt>${words.reviewNumber}</dt>
      <dd class="figures" id="review-number"></dd>
      <dt>${words.category}</dt>
      <dd id="review-category"></dd>
      <dt>${words.reviewDescription}</dt>
      <dd class="written" id="review-description"></dd>
    </dl>
    <button type="button" id="send">${words.send}</button>
    <button type="button" id="change" class="second">${words.change}</button>
    <p role="status" id="progress"></p>
    <p role="alert" class="problem" id="report-problem"></p>
  </section>`;

const done = (words: PageWords): Html =>
  html`<section id="done" aria-labelledby="done-title" hidden>
    <h2 id="done-title" tabindex="-1">${words.done}</h2>
    <dl>
      <dt>${words.caseNumber}</dt>
      <dd class="figures large" id="done-case-number"></dd>
      <dt>${words.pin}</dt>
      <dd class="figures large" id="done-pin"></dd>
    </dl>
    <p><strong>${words.writeDown}</strong></p>
    <p id="done-due"></p>
    <button type="button" id="copy">${words.copy}</button>
    <button type="button" id="another" class="second">${words.another}</button>
    <p role="status" id="copy-status"></p>
  </section>`;

/** Number and reasons, then the code, then the case: each takes the place of the one before. */
const appealForm = (words: PageWords, call: Html): Html =>
  html`<section id="appeal" aria-labelledby="appeal-title" hidden>
    <h2 id="appeal-title">${words.appealTitle}</h2>
    <p>${words.appealLead}</p>
    <form id="appeal-form" novalidate>
      ${field({ id: 'own-number', label: words.appealNumber, hint: words.appealNumberHint, kind: 'tel' })}
      <div class="field">
        <label for="why">${words.appealWhy}</label>
        <textarea id="why" name="why" rows="3" maxlength="${String(MOST_DESCRIPTION)}"></textarea>
      </div>
      <button type="submit">${words.appealGetCode}</button>
    </form>
    <p role="status" id="appeal-progress"></p>
    <p role="alert" class="problem" id="appeal-problem"></p>
    <div id="appeal-code" hidden>
      <dl>
        <dt>${words.appealCode}</dt>
        <dd class="figures large" id="code"></dd>
      </dl>
      <p><strong>${words.appealCall}</strong> ${call}</p>
      <p id="code-until"></p>
      <p>${words.appealNotBlocked}</p>
    </div>
    <div id="appeal-done" hidden>
      <p><strong>${words.appealDone}</strong></p>
      <dl>
        <dt>${words.caseNumber}</dt>
        <dd class="figures large" id="appeal-case-number"></dd>
        <dt>${words.pin}</dt>
        <dd class="figures large" id="appeal-pin"></dd>
      </dl>
      <p><strong>${words.writeDown}</strong></p>
      <p id="appeal-due"></p>
    </div>
  </section>`;

const statusForm = (words: PageWords): Html =>
  html`<section id="status" aria-labelledby="status-title" hidden>
    <h2 id="status-title">${words.statusTitle}</h2>
    <p>${words.statusLead}</p>
    <form id="look-up" novalidate>
      ${field({ id: 'case-number', label: words.caseNumber, kind: 'code' })}
      ${field({ id: 'pin', label: words.pin, kind: 'code' })}
      <button type="submit">${words.statusAsk}</button>
      <p role="alert" class="problem" id="status-problem"></p>
      <div role="status" id="answer"></div>
    </form>
  </section>`;

interface Field {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly kind: 'tel' | 'code';
}

const KINDS = {
  tel: html`type="tel" inputmode="tel" maxlength="40"`,
  code: html`type="text" inputmode="numeric" maxlength="12"`,
} as const;

/** Its problem stands beside it and is read with it. */
const field = ({ id, label, hint, kind }: Field): Html =>
  html`<div class="field">
    <label for="${id}">${label}</label>
    ${hint === undefined ? NOTHING : html`<p class="hint" id="${id}-hint">${hint}</p>`}
    <input
      id="${id}"
      name="${id}"
      ${KINDS[kind]}
      autocomplete="off"
      aria-describedby="${hint === undefined ? '' : `${id}-hint `}${id}-problem"
    />
    <p class="problem" id="${id}-problem" hidden></p>
  </div>`;
