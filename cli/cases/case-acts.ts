// `hotline case`: what was asked for is done in order, then the case is shown as it stands.
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AttachmentView, CaseFileView, SentBodyOf } from '../../functions/admin/contract.ts';
import { CommandError, type Connection } from '../connection.ts';
import { writerFor } from '../terminal/numbers.ts';
import { caseInWords } from './cases.ts';

export interface CaseFlags extends Pick<
  SentBodyOf<'cases.patch'>,
  'status' | 'feedback' | 'decision' | 'priority'
> {
  readonly assign?: string;
  readonly unassign?: boolean;
  readonly extend?: string;
  readonly mergeInto?: string;
  readonly note?: string;
  readonly attach?: readonly string[];
  readonly save?: string;
  readonly to?: string;
  readonly delete?: string;
  readonly link?: string;
  readonly why?: string;
  readonly unlink?: string;
  readonly json: boolean;
}

/** @throws {CommandError} for options that do not go together, and for files that cannot be read or written */
export async function workOnCase(
  connection: Connection,
  caseNumber: string,
  flags: CaseFlags,
): Promise<void> {
  if (flags.assign !== undefined && flags.unassign === true)
    throw new CommandError('Use either --assign or --unassign.');
  if (flags.why !== undefined && flags.link === undefined && flags.save === undefined)
    throw new CommandError('--why needs --link with the number of the other case, or --save.');
  if (flags.save !== undefined && flags.why === undefined)
    throw new CommandError('--save needs --why with a reason, which goes into the audit log.');
  if (flags.to !== undefined && flags.save === undefined)
    throw new CommandError('--to needs --save with the attachment.');
  await addFiles(connection, caseNumber, flags);
  await change(connection, caseNumber, flags);
  const { api } = connection;
  const params = { caseNumber };
  const [{ body: found }, { body: files }] = await Promise.all([
    api.call('cases.get', { params }),
    api.call('cases.files', { params }),
  ]);
  if (flags.save !== undefined)
    await save(connection, caseNumber, attachmentIn(files.items, flags.save), flags);
  const written = await writerFor(connection, flags);
  process.stdout.write(
    `${flags.json ? JSON.stringify({ ...found, files: files.items }) : caseInWords(found, written, files.items)}\n`,
  );
}

/** Notes and files first: merging closes the case, and what is known of it is to be there before. */
async function addFiles({ api }: Connection, caseNumber: string, flags: CaseFlags): Promise<void> {
  const { note, attach = [], link, unlink, why } = flags;
  const params = { caseNumber };
  // All are read before the first is sent, so that a wrong name sends none.
  const files = await Promise.all(attach.map(async (file) => ({ file, body: await bytesOf(file) })));
  for (const { file, body } of files)
    await api.call('cases.attach', { params, query: { name: basename(file) }, body });
  if (note !== undefined) await api.call('cases.note', { params, body: { text: note } });
  if (link !== undefined)
    await api.call('cases.link', { params, body: { other: link, ...(why === undefined ? {} : { why }) } });
  if (unlink !== undefined) await api.call('cases.unlink', { params: { caseNumber, other: unlink } });
  if (flags.delete !== undefined) {
    const { body } = await api.call('cases.files', { params });
    const { attachment } = attachmentIn(body.items, flags.delete);
    await api.call('cases.detach', { params: { caseNumber, attachment } });
  }
}

async function change({ api }: Connection, caseNumber: string, flags: CaseFlags): Promise<void> {
  const { status, feedback, decision, priority, assign, unassign, extend, mergeInto } = flags;
  const params = { caseNumber };
  const body = {
    ...(status === undefined ? {} : { status }),
    ...(feedback === undefined ? {} : { feedback }),
    ...(decision === undefined ? {} : { decision }),
    ...(priority === undefined ? {} : { priority }),
    ...(assign === undefined ? {} : { assignee: assign }),
    ...(unassign === true ? { assignee: null } : {}),
  };
  if (extend !== undefined) await api.call('cases.extend', { params, body: { reason: extend } });
  if (Object.keys(body).length > 0) await api.call('cases.patch', { params, body });
  if (mergeInto !== undefined) await api.call('cases.merge', { params, body: { into: mergeInto } });
}

async function bytesOf(file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (error) {
    throw new CommandError(`Can’t read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function attachmentIn(items: readonly CaseFileView[], start: string): AttachmentView {
  const found = items.filter(
    (entry): entry is AttachmentView => entry.kind === 'attachment' && entry.attachment.startsWith(start),
  );
  if (found[0] !== undefined && found.length === 1) return found[0];
  throw new CommandError(
    found.length === 0
      ? `The case has no attachment ${start}. "hotline case <number>" shows them.`
      : `${String(found.length)} attachments begin with ${start}. Give more of its characters.`,
  );
}

/** A file that is there already is never replaced. */
async function save(
  { api }: Connection,
  caseNumber: string,
  { attachment, name }: AttachmentView,
  { to = name, why }: Pick<CaseFlags, 'to' | 'why'>,
): Promise<void> {
  const blob = await api.download('cases.attachment', { params: { caseNumber, attachment }, why });
  try {
    await writeFile(to, Buffer.from(await blob.arrayBuffer()), { flag: 'wx' });
  } catch (error) {
    throw new CommandError(`Can’t write ${to}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
