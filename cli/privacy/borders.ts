// What leaves the country, for `hotline privacy report`.
import type { AnswerOf } from '../../functions/admin/contract.ts';
import type { Connection } from '../connection.ts';
import { printable } from '../terminal/tables.ts';

type Borders = AnswerOf<'privacy.borders'>;

const WARNINGS: Readonly<Record<Borders['warnings'][number], string>> = {
  'near-contract':
    'Soon 100,000 people: a standard contract or a certification will then be needed (PIPL 38).',
  contract: 'More than 100,000 people: a standard contract or a certification is needed (PIPL 38).',
  'near-assessment': 'Soon 1,000,000 people: the security assessment will then be needed (PIPL 38 and 40).',
  assessment: 'More than 1,000,000 people: the security assessment is needed (PIPL 38 and 40).',
  'sensitive-contract':
    'Voices count as sensitive data: a standard contract or a certification is needed (PIPL 38).',
  'near-sensitive-assessment':
    'Soon 10,000 people with recordings: the security assessment will then be needed (PIPL 38 and 40).',
  'sensitive-assessment':
    '10,000 people with recordings or more: the security assessment is needed (PIPL 38 and 40).',
};

export async function borders({ api }: Connection, { json = false }: { json?: boolean }): Promise<void> {
  const found = (await api.call('privacy.borders', {})).body;
  process.stdout.write(json ? `${JSON.stringify(found)}\n` : `\n${lines(found).map(printable).join('\n')}\n`);
}

function lines({ area, limited, crossings, warnings, ...count }: Borders): string[] {
  const { year, people, voices, through = 'nothing yet' } = count;
  return [
    limited ? `Data stays in ${area}.` : `Data residency is off. Borders are counted from ${area}.`,
    ...(crossings.length === 0 ? ['Nothing leaves it.'] : crossings.map(crossingLine)),
    `Numbers whose data left in ${String(year)}: ${String(people)}, with a recording: ${String(voices)} (counted through: ${through})`,
    ...warnings.map((one) => `Warning: ${WARNINGS[one]}`),
  ];
}

const crossingLine = ({ flow, name, country, articles, exception }: Borders['crossings'][number]): string =>
  `  ${flow}: ${name}, ${country ?? 'country not known'} (${articles})${exception === undefined ? '' : `; rests on ${exception.basis}, ${exception.reference}`}`;
