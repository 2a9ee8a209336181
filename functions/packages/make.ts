// Makes a package that two people have approved: collects, hashes, signs, has the time stamped, and writes the zip while
// it is made. However large it is, no more than a few of its files are in memory at once.
import { Transform } from 'node:stream';
import {
  cutOffOf,
  LEASE_MINUTES,
  type EvidencePackage,
  type MadePackage,
} from '../../core/packages/evidence-package.ts';
import { MINUTE_MS } from '../../core/basics/durations.ts';
import { departmentOrDefault } from '../../core/departments/department.ts';
import { redactNumbers } from '../../core/packages/people.ts';
import { inOrder } from '../../core/packages/time-line.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { PackagesRuntime } from '../runtime.ts';
import { Bag, jsonFile, textFile, type BagFile } from './bag.ts';
import { auditPiece } from './audit-piece.ts';
import { collectionOf, type Collection } from './collection.ts';
import { together, type Piece } from './piece.ts';
import { callPiece, casePiece } from './record-pieces.ts';
import { Custody } from './custody.ts';
import { reportHtml } from './report-html.ts';
import { reportPdf } from './report-pdf.ts';
import type { Person, ReportFacts } from './report.ts';
import { signDetached, signerOf, type Signer } from './package-signature.ts';
import { timeLineCsv } from './time-line-csv.ts';
import { authorityOf, timeStamp, type Authority } from './time-stamp.ts';
import { verifyText } from './verify-text.ts';

/** Records that are read at the same time. */
const AT_ONCE = 8;
/** Progress is written down after so many records. */
const NOTE_EVERY = 40;

/**
 * The zip itself is written to the evidence store; what is told of it is returned.
 * @throws {TimeStampError} {SignerError} and what the stores throw; nothing is under the key then
 */
export async function makePackage(about: EvidencePackage, runtime: PackagesRuntime): Promise<MadePackage> {
  const settings = await runtime.settings.current();
  const { organization, signerCertificates } = settings.evidence;
  const signer = await signerOf(runtime.signingKey, signerCertificates, organization);
  const authority = await authorityOf(runtime, runtime.ownAuthority);
  const collection = await collectionOf(about, settings, runtime);
  const bag = new Bag(`evidence-${about.id}`);
  const key = `packages/${about.id}.zip`;
  const counted = new Transform({
    transform: (chunk: Buffer, _, done) => {
      bag.sawChunk(chunk);
      done(null, chunk);
    },
  });
  const written = runtime.evidence.write(key, bag.output.pipe(counted));
  const filled = fill(bag, { about, runtime, settings, collection, signer, authority });
  filled.catch((error: unknown) =>
    counted.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  const [contentSha256] = await Promise.all([filled, written]);
  return {
    key,
    ...bag.totals,
    contentSha256,
    stamped: authority !== undefined,
    madeAt: runtime.now().toISOString(),
  };
}

interface Making {
  readonly about: EvidencePackage;
  readonly runtime: PackagesRuntime;
  readonly settings: Settings;
  readonly collection: Collection;
  readonly signer: Signer;
  /** That stamps the time; absent where there is none. */
  readonly authority: Authority | undefined;
}

/** @returns the SHA-256 of `tagmanifest-sha256.txt` */
async function fill(bag: Bag, making: Making): Promise<string> {
  const custody = custodyOf(making.about);
  const payload = await addPayload(bag, making, custody);
  const report = reportFacts(making, payload);
  const stamped = making.authority !== undefined;
  for (const file of await tagFiles(making, { report, custody, stamped })) await bag.add(file);
  await bag.add(textFile('FILES.txt', listOf([...bag.paths, ...lastFiles(stamped)])));
  for (const algorithm of ['sha256', 'sha512'] as const)
    await bag.add(textFile(`manifest-${algorithm}.txt`, bag.manifest(algorithm, isPayload)));
  return seal(bag, making);
}

const isPayload = (path: string): boolean => path.startsWith('data/');
/** Without what is made of it. */
const isTag = (path: string): boolean => !isPayload(path) && !path.startsWith('tagmanifest-');

/** Those that are written after the list of files. */
const lastFiles = (stamped: boolean): readonly string[] => [
  'FILES.txt',
  'manifest-sha256.txt',
  'manifest-sha512.txt',
  'tagmanifest-sha256.txt',
  'tagmanifest-sha512.txt',
  'signature/manifest.p7s',
  'signature/SHA256SUMS',
  ...(stamped ? ['timestamps/signature.tst', 'timestamps/tsa.pem'] : []),
];

/** As `find . ! -type d | LC_ALL=C sort` prints it. */
const listOf = (paths: readonly string[]): string =>
  paths
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((path) => `./${path}\n`)
    .join('');

// --- what it is about ------------------------------------------------------------------------------------------------

/** Every record once, in order; what is read ahead is added in the order of the records. */
async function addPayload(bag: Bag, making: Making, custody: Custody): Promise<Omit<Piece, 'files'>> {
  const { about, runtime, collection } = making;
  const source = { collection, runtime, moment: cutOffOf(about), auditSequence: about.auditSequence ?? 0 };
  const reads = [
    ...collection.cases.map((found) => () => casePiece(found, source)),
    ...collection.callSids.map((callSid) => () => callPiece(callSid, source)),
    () => auditPiece(source),
  ];
  const told: Omit<Piece, 'files'>[] = [];
  for (let done = 0; done < reads.length; done += AT_ONCE) {
    for (const { files, ...rest } of await Promise.all(
      reads.slice(done, done + AT_ONCE).map((read) => read()),
    )) {
      for (const file of files) await addCollected(bag, file, about, custody);
      told.push(rest);
    }
    if (done % NOTE_EVERY === 0) await noteProgress(making, done, reads.length);
  }
  const whole = together(told.map((rest) => ({ files: [], ...rest })));
  const timeLine = inOrder(whole.timeLine.map((entry) => redactNumbers(entry, collection.shown).value));
  const csv = textFile('data/timeline.csv', timeLineCsv(timeLine, making.settings.hotline.region));
  await addCollected(bag, csv, about, custody);
  return { ...whole, timeLine };
}

async function addCollected(
  bag: Bag,
  file: BagFile,
  about: EvidencePackage,
  custody: Custody,
): Promise<void> {
  const { sha256 } = await bag.add(file);
  const { collectedAt = '', requestNumber } = about;
  custody.add({
    at: collectedAt,
    actor: { id: 'hotline-guard', role: 'software' },
    action: 'collected',
    item: file.path,
    itemSha256: sha256,
    reason: requestNumber,
  });
}

async function noteProgress({ about, runtime }: Making, done: number, total: number): Promise<void> {
  const until = new Date(runtime.now().getTime() + LEASE_MINUTES * MINUTE_MS);
  await runtime.store.packages.progress(about.id, { done, total }, until.toISOString());
}

function custodyOf({
  id,
  requestedBy,
  requestedAt,
  approvals,
  requestNumber,
  legalBasis,
}: EvidencePackage): Custody {
  const custody = new Custody(id);
  const item = 'the package';
  custody.add({
    at: requestedAt,
    actor: { id: requestedBy, role: 'requester' },
    action: 'requested',
    item,
    reason: `${requestNumber}: ${legalBasis}`,
  });
  for (const { by, at } of approvals)
    custody.add({ at, actor: { id: by, role: 'approver' }, action: 'approved', item, reason: requestNumber });
  return custody;
}

// --- what explains it ------------------------------------------------------------------------------------------------

interface Explained {
  readonly report: ReportFacts;
  readonly custody: Custody;
  readonly stamped: boolean;
}

async function tagFiles(
  making: Making,
  { report, custody, stamped }: Explained,
): Promise<readonly BagFile[]> {
  const { about, runtime, settings, signer } = making;
  const { organization, contact } = settings.evidence;
  const date = new Date(about.collectedAt ?? cutOffOf(about));
  return [
    textFile('report.html', reportHtml(report)),
    { path: 'report.pdf', bytes: await reportPdf(report, await runtime.fonts(), date) },
    jsonFile('LEGAL-BASIS.json', legalBasis(about)),
    jsonFile('redactions.json', report.redactions),
    textFile('custody/custody.jsonl', custody.text),
    textFile('VERIFY.txt', verifyText({ id: about.id, organization, contact, isStamped: stamped })),
    textFile('signature/signer.pem', signer.certificates),
    textFile('bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'),
    textFile('bag-info.txt', bagInfo(about, settings, date)),
  ];
}

const legalBasis = ({
  authority,
  requestNumber,
  officer,
  scope,
  legalBasis: basis,
  receivedAt,
  requestedBy,
  requestedAt,
  approvals,
}: EvidencePackage): object => ({
  authority,
  requestNumber,
  officer,
  scope,
  legalBasis: basis,
  receivedAt,
  requestedBy,
  requestedAt,
  approvedBy: approvals,
  minimisation: 'redactions.json',
});

/** Labels of RFC 8493 section 2.2.2. A line break in a value would begin another label. */
function bagInfo(about: EvidencePackage, { evidence }: Settings, date: Date): string {
  const rows = {
    'Source-Organization': evidence.organization,
    'Contact-Name': evidence.contact,
    'External-Identifier': about.id,
    'External-Description': `Evidence for ${about.authority}, request ${about.requestNumber}`,
    'Bagging-Date': date.toISOString().slice(0, 10),
  };
  return Object.entries(rows)
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `${label}: ${value.replaceAll(/\s+/g, ' ')}\n`)
    .join('');
}

function reportFacts({ about, settings, collection }: Making, payload: Omit<Piece, 'files'>): ReportFacts {
  const { organization, contact } = settings.evidence;
  const { timeZone } = departmentOrDefault(settings, undefined);
  const { cases } = collection;
  return {
    about,
    organization,
    contact,
    timeZone,
    region: settings.hotline.region,
    cases,
    people: peopleIn(about, collection),
    timeLine: payload.timeLine,
    recordings: payload.recordings,
    redactions: payload.redactions.toSorted((a, b) => (a.file < b.file ? -1 : 1)),
  };
}

function peopleIn({ scope }: EvidencePackage, { cases, people, callers }: Collection): readonly Person[] {
  return [...people].sort().map((number) => ({
    number,
    roles: [
      ...(scope.kind === 'number' && scope.number === number ? (['subject'] as const) : []),
      ...(cases.some(({ reported }) => reported === number) ? (['reported'] as const) : []),
      ...(cases.some(({ reporter }) => reporter === number) ? (['reporter'] as const) : []),
      ...(callers.has(number as never) ? (['caller'] as const) : []),
    ],
  }));
}

// --- what proves it --------------------------------------------------------------------------------------------------

async function seal(bag: Bag, { signer, settings, authority }: Making): Promise<string> {
  const tagManifest = textFile('tagmanifest-sha256.txt', bag.manifest('sha256', isTag));
  const { sha256: contentSha256 } = await bag.add(tagManifest);
  await bag.add(textFile('tagmanifest-sha512.txt', bag.manifest('sha512', isTag)));
  const signature = await signDetached(tagManifest.bytes, signer);
  await bag.add({ path: 'signature/manifest.p7s', bytes: signature });
  if (authority !== undefined) {
    const { token, certificates } = await timeStamp(authority, signature);
    await bag.add({ path: 'timestamps/signature.tst', bytes: token });
    await bag.add(textFile('timestamps/tsa.pem', settings.evidence.timestampCertificates || certificates));
  }
  await bag.add(textFile('signature/SHA256SUMS', bag.manifest('sha256', isUnlisted)));
  bag.end();
  return contentSha256;
}

/** Files that no manifest of the bag lists. */
const isUnlisted = (path: string): boolean =>
  path.startsWith('tagmanifest-') || path.startsWith('timestamps/') || path === 'signature/manifest.p7s';
