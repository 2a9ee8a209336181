// The form by which somebody asks about their own data. Number and wish, then the code, then how the request stands: each
// takes the place of the one before.
import { MOST_DESCRIPTION } from '../../../core/cases/case.ts';
import { RIGHTS_KINDS } from '../../../core/rights/rights-request.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { html, type Html } from '../report-page/html.ts';
import type { PublishedFiles } from '../report-page/page-files.ts';
import { callLink, field } from '../report-page/page.ts';
import type { PrivacyPageWords } from './privacy-words.ts';

export const rightsForm = (
  { hotline }: Settings,
  { form, script }: PrivacyPageWords,
  files: PublishedFiles,
): Html =>
  html`<form
      id="rights-form"
      novalidate
      hidden
      data-words="${JSON.stringify(script)}"
      data-solver="report/${files['solver.js'].name}"
    >
      ${field({ id: 'rights-number', label: form.number, hint: form.numberHint, kind: 'tel' })}
      <fieldset id="rights-kind" aria-describedby="rights-kind-problem">
        <legend>${form.kind}</legend>
        ${RIGHTS_KINDS.map(
          (kind) =>
            html`<label class="choice">
              <input type="radio" name="kind" value="${kind}" required /> ${script.kinds[kind]}
            </label>`,
        )}
        <p class="problem" id="rights-kind-problem" hidden></p>
      </fieldset>
      <div class="field">
        <label for="rights-text">${form.text}</label>
        <textarea id="rights-text" rows="4" maxlength="${String(MOST_DESCRIPTION)}"></textarea>
      </div>
      <button type="submit">${form.getCode}</button>
    </form>
    <noscript><p class="urgent">${form.noScript} ${callLink(hotline.number, hotline.region)}</p></noscript>
    <p role="status" id="rights-progress"></p>
    <p role="alert" class="problem" id="rights-problem"></p>
    <div id="rights-code" tabindex="-1" hidden>
      <dl>
        <dt>${form.code}</dt>
        <dd class="figures large" id="rights-code-digits"></dd>
      </dl>
      <p><strong>${form.call}</strong> ${callLink(hotline.number, hotline.region)}</p>
      <p id="rights-code-key"></p>
      <p id="rights-code-until"></p>
      <div id="rights-call-me" hidden>
        <p>${form.callMe}</p>
        <button type="button">${form.callMeNow}</button>
        <p role="status" id="rights-calling"></p>
      </div>
    </div>
    <div id="rights-state" role="status" tabindex="-1" hidden>
      <div id="rights-state-lines"></div>
      <p class="hint">${form.keepAddress}</p>
    </div>`;
