// The record of processing and the impact assessment as documents in Markdown, for counsel and for the file.
import type { Language } from '../../core/basics/language.ts';
import { KIND_WORDS } from '../../core/privacy/register-words.ts';
import type { Finding } from './assessment.ts';
import type { RecordInWords } from './record-words.ts';
import type { ProcessingRecord } from './records.ts';

export interface DocumentHead {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly controller: string;
  readonly contact: string;
  readonly officer: string;
  /** Version of the notice. */
  readonly notice: string;
  readonly records: readonly (ProcessingRecord & { readonly words: RecordInWords })[];
}

interface AssessmentDocument extends DocumentHead {
  readonly findings: readonly (Finding & {
    readonly words: { readonly title: string; readonly text: string };
  })[];
}

const WORDS = {
  'en-US': {
    records: 'Record of processing activities',
    assessment: 'Impact assessment',
    made: 'Made',
    controller: 'Responsible',
    contact: 'Contact',
    officer: 'Person responsible for personal data',
    notice: 'Notice in force',
    none: 'not set',
    columns: ['Records', 'About', 'Data', 'Purpose', 'Legal basis', 'Kept for', 'Received by', 'Sensitivity'],
    fields: 'Stored fields',
    findings: 'What demands an assessment, and what is done about it',
    decided: 'To be decided by counsel',
    decisions: [
      'Whether the purposes and legal bases above are right for this company and its callers.',
      'Whether the recipients abroad need a standard contract, a certification, or a security assessment.',
      'Whether the risk that remains is acceptable, who decided so, and when the assessment is renewed. Keep this report for three years.',
    ],
  },
  'zh-CN': {
    records: '个人信息处理活动记录',
    assessment: '个人信息保护影响评估报告',
    made: '生成时间',
    controller: '个人信息处理者',
    contact: '联系方式',
    officer: '个人信息保护负责人',
    notice: '现行告知版本',
    none: '未设置',
    columns: ['记录', '涉及人员', '信息种类', '处理目的', '法律依据', '保存期限', '接收方', '敏感程度'],
    fields: '存储字段',
    findings: '需要评估的情形及已采取的措施',
    decided: '须由法务决定的事项',
    decisions: [
      '上述处理目的和法律依据是否适用于本公司及其来电人。',
      '向境外提供是否需要签订标准合同、通过认证或申报安全评估。',
      '剩余风险是否可以接受、由谁决定、何时重新评估。本报告应至少保存三年。',
    ],
  },
} as const satisfies Record<Language, object>;

export const recordsMarkdown = (document: DocumentHead, language: Language): string =>
  [
    ...head(WORDS[language].records, document, language),
    ...recordsTable(document, language),
    `## ${WORDS[language].fields}`,
    '',
    ...document.records.flatMap(({ words, fields }) => [
      `- **${cell(words.title)}**: ${fields.map(({ name, kind }) => `\`${name}\` (${KIND_WORDS[language][kind]})`).join(', ')}`,
    ]),
    '',
  ].join('\n');

export const assessmentMarkdown = (document: AssessmentDocument, language: Language): string => {
  const words = WORDS[language];
  return [
    ...head(words.assessment, document, language),
    ...recordsTable(document, language),
    `## ${words.findings}`,
    '',
    ...document.findings.map(
      ({ words: { title, text }, setting }) =>
        `- **${cell(title)}**: ${cell(text)}${setting === undefined ? '' : ` (\`${setting}\`)`}`,
    ),
    '',
    `## ${words.decided}`,
    '',
    ...words.decisions.map((decision) => `- [ ] ${decision}`),
    '',
  ].join('\n');
};

function head(title: string, document: DocumentHead, language: Language): string[] {
  const words = WORDS[language];
  const line = (name: string, value: string): string =>
    `- ${name}: ${value === '' ? words.none : cell(value)}`;
  return [
    `# ${title}`,
    '',
    line(words.made, document.at),
    line(words.controller, document.controller),
    line(words.contact, document.contact),
    line(words.officer, document.officer),
    line(words.notice, document.notice),
    '',
  ];
}

function recordsTable({ records }: DocumentHead, language: Language): string[] {
  const { columns } = WORDS[language];
  const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [
    row(columns),
    row(columns.map(() => '---')),
    ...records.map(({ words }) =>
      row([
        words.title,
        words.about,
        words.data,
        words.purposes,
        words.basis,
        words.period,
        words.recipients,
        words.sensitivity,
      ]),
    ),
    '',
  ];
}

/** Text from the settings stays within its cell. */
const cell = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
