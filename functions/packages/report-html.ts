// The report as one HTML file that needs nothing else: no script, no style from elsewhere, in both languages.
import { LANGUAGES, type Language } from '../../core/basics/language.ts';
import { reportBlocks, type Block, type ReportFacts } from './report.ts';
import { REPORT_WORDS } from './report-words.ts';

const STYLE = `body{font:15px/1.5 "Noto Sans","Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #999}
table{border-collapse:collapse;width:100%;margin:.6rem 0}th,td{border:1px solid #bbb;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere;white-space:pre-line}
dl{display:grid;grid-template-columns:12rem 1fr;gap:.2rem 1rem;border-left:4px solid #888;padding-left:1rem}dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere;white-space:pre-line}
.note{color:#444;font-size:.92em}nav{margin:1rem 0}section+section{margin-top:4rem;border-top:3px double #555}
@media print{body{margin:0}tr,dl{break-inside:avoid}}`;

const NAMES: Readonly<Record<Language, string>> = { 'en-US': 'English', 'zh-CN': '中文' };

export function reportHtml(facts: ReportFacts): string {
  const links = LANGUAGES.map((language) => `<a href="#${language}">${NAMES[language]}</a>`).join(' · ');
  const sections = LANGUAGES.map(
    (language) =>
      `<section id="${language}" lang="${language}">\n${reportBlocks(facts, language).map(html).join('\n')}\n</section>`,
  );
  const title = `${REPORT_WORDS['en-US'].title} ${facts.about.id}`;
  return `<!doctype html>
<html lang="en-US"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title><style>${STYLE}</style></head><body>
<nav>${links}</nav>
${sections.join('\n')}
</body></html>
`;
}

function html(block: Block): string {
  switch (block.kind) {
    case 'title':
      return `<h1>${escaped(block.text)}</h1>`;
    case 'heading':
      return `<h2>${escaped(block.text)}</h2>`;
    case 'paragraph':
      return `<p>${escaped(block.text)}</p>`;
    case 'note':
      return `<p class="note">${escaped(block.text)}</p>`;
    case 'facts':
      return `<dl>${block.rows.map(([label, value]) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`;
    case 'table':
      return `<table><thead>${row('th', block.columns)}</thead><tbody>\n${block.rows.map((cells) => row('td', cells)).join('\n')}\n</tbody></table>`;
  }
}

const row = (tag: 'th' | 'td', cells: readonly string[]): string =>
  `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (found) => ESCAPES[found] ?? found);
