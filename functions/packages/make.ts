// Makes a package that two people have approved: collects, hashes, signs, has the time stamped, and writes the zip while
// it is made. However large it is, no more than a few of its files are in memory at once; what grows with their number is
// in temporary files.
import { Transform } from 'node:stream';
import { cutOffOf, type EvidencePackage, type MadePackage } from '../../core/packages/evidence-package.ts';
import { departmentOrDefault } from '../../core/departments/department.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { PackagesRuntime } from '../runtime.ts';
import { Bag, bytesFile, isPayload, jsonFile, spoolFile, textFile, type BagFile } from './bag.ts';
import { collectionOf, type Collection } from './collection.ts';
import { Custody } from './custody.ts';
import { addPayload, type Payload, type TimeLeft } from './payload.ts';
import { reportHtml } from './report-html.ts';
import { reportPdf } from './report-pdf.ts';
import { addTo, none, type Person, type ReportFacts } from './report.ts';
import { signDetached, signerOf, type Signer } from './package-signature.ts';
import { Scratch } from './scratch.ts';
import { authorityUrl, timeStamp } from './time-stamp.ts';
import { verifyText } from './verify-text.ts';

/**
 * The zip itself is written to the evidence store; what is told of it is returned.
 * @throws {TimeStampError} {SignerError} {OutOfTimeError} and what the stores throw; nothing is under the key then
 */
export async function makePackage(
  about: EvidencePackage,
  runtime: PackagesRuntime,
  timeLeft: TimeLeft,
): Promise<MadePackage> {
  const scratch = new Scratch();
  try {
    return await makeWith({ scratch, timeLeft }, about, runtime);
  } finally {
    await scratch.close();
  }
}

async function makeWith(
  own: Pick<Making, 'scratch' | 'timeLeft'>,
  about: EvidencePackage,
  runtime: PackagesRuntime,
): Promise<MadePackage> {
  const settings = await runtime.settings.current();
  const { organization, signerCertificates } = settings.evidence;
  const signer = await signerOf(runtime.signingKey, signerCertificates, organization);
  const authority = await authorityUrl(runtime.settings, runtime.ownAuthority);
  const collection = await collectionOf(about, settings, runtime);
  const bag = await Bag.open(`evidence-${about.id}`, own.scratch);
  const key = `packages/${about.id}.zip`;
  const counted = new Transform({
    transform: (chunk: Buffer, _, done) => {
      bag.sawChunk(chunk);
      done(null, chunk);
    },
  });
  const written = runtime.evidence.write(key, bag.output.pipe(counted));
  const filled = fill(bag, { about, runtime, settings, collection, signer, authority, ...own });
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
  readonly authority: string | undefined;
  readonly scratch: Scratch;
  readonly timeLeft: TimeLeft;
}

/** @returns the SHA-256 of `tagmanifest-sha256.txt` */
async function fill(bag: Bag, making: Making): Promise<string> {
  const { about, scratch, settings } = making;
  const custody = await custodyOf(about, scratch);
  const payload = await addPayload(bag, { ...making, custody, region: settings.hotline.region });
  const stamped = making.authority !== undefined;
  for (const file of tagFiles(making, { payload, custody, stamped })) await bag.add(file);
  await bag.add(textFile('FILES.txt', listOf([...bag.paths, ...lastFiles(stamped)])));
  for (const algorithm of ['sha256', 'sha512'] as const) await bag.add(bag.payloadManifest(algorithm));
  return seal(bag, making);
}

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

async function custodyOf(
  { id, requestedBy, requestedAt, approvals, requestNumber, legalBasis: basis }: EvidencePackage,
  scratch: Scratch,
): Promise<Custody> {
  const custody = new Custody(id, await scratch.spool());
  const item = 'the package';
  await custody.add({
    at: requestedAt,
    actor: { id: requestedBy, role: 'requester' },
    action: 'requested',
    item,
    reason: `${requestNumber}: ${basis}`,
  });
  for (const { by, at } of approvals)
    await custody.add({
      at,
      actor: { id: by, role: 'approver' },
      action: 'approved',
      item,
      reason: requestNumber,
    });
  return custody;
}

// --- what explains it ------------------------------------------------------------------------------------------------

interface Explained {
  readonly payload: Payload;
  readonly custody: Custody;
  readonly stamped: boolean;
}

function tagFiles(making: Making, { payload, custody, stamped }: Explained): readonly BagFile[] {
  const { about, runtime, settings, signer } = making;
  const { organization, contact } = settings.evidence;
  const date = new Date(about.collectedAt ?? cutOffOf(about));
  const report = reportFacts(making, payload);
  return [
    textFile('report.html', reportHtml(report)),
    { path: 'report.pdf', content: async () => reportPdf(report, await runtime.fonts(), date) },
    jsonFile('LEGAL-BASIS.json', legalBasis(about)),
    payload.redactionsFile,
    spoolFile('custody/custody.jsonl', custody.spool),
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

function reportFacts({ about, settings, collection }: Making, payload: Payload): ReportFacts {
  const { organization, contact } = settings.evidence;
  const { timeZone } = departmentOrDefault(settings, undefined);
  const { region } = settings.hotline;
  const people = none<Person>();
  for (const number of [...collection.people].sort()) addTo(people, personOf(number, about, collection));
  return { ...payload, about, organization, contact, timeZone, region, people };
}

const personOf = (
  number: string,
  { scope }: EvidencePackage,
  { reported, reporters, callers }: Collection,
): Person => ({
  number,
  roles: [
    ...(scope.kind === 'number' && scope.number === number ? (['subject'] as const) : []),
    ...(reported.has(number) ? (['reported'] as const) : []),
    ...(reporters.has(number) ? (['reporter'] as const) : []),
    ...(callers.has(number) ? (['caller'] as const) : []),
  ],
});

// --- what proves it --------------------------------------------------------------------------------------------------

async function seal(bag: Bag, { signer, settings, authority }: Making): Promise<string> {
  const tagManifest = Buffer.from(bag.tagManifest('sha256', isTag));
  const { sha256: contentSha256 } = await bag.add(bytesFile('tagmanifest-sha256.txt', tagManifest));
  await bag.add(textFile('tagmanifest-sha512.txt', bag.tagManifest('sha512', isTag)));
  const signature = await signDetached(tagManifest, signer);
  await bag.add(bytesFile('signature/manifest.p7s', signature));
  if (authority !== undefined) {
    const { token, certificates } = await timeStamp(authority, signature);
    await bag.add(bytesFile('timestamps/signature.tst', token));
    await bag.add(textFile('timestamps/tsa.pem', settings.evidence.timestampCertificates || certificates));
  }
  await bag.add(textFile('signature/SHA256SUMS', bag.tagManifest('sha256', isUnlisted)));
  await bag.end();
  return contentSha256;
}

/** Files that no manifest of the bag lists. */
const isUnlisted = (path: string): boolean =>
  path.startsWith('tagmanifest-') || path.startsWith('timestamps/') || path === 'signature/manifest.p7s';
