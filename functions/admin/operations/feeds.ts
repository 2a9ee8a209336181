// Complaint feeds: complaint files of others, each under a name, taken in, listed and taken back as a whole.
import { some } from '../../../core/plural.ts';
import { defaultDepartment, type Settings } from '../../../core/settings.ts';
import { openListFile } from '../../../core/list-file/open.ts';
import { readComplaintFile, type ComplaintFile } from '../../feeds/read-complaints.ts';
import { commitUpload, lookAt, lookAtUpload, receivePiece, receiveWhole } from '../../feeds/receive.ts';
import { noFeed, takeBack } from '../../feeds/take-back.ts';
import { feedView } from '../../feeds/view.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import type { FeedImport } from '../contract.ts';
import { answer, pathSegment, type AuditNote, type Operations, type Outcome } from '../operation.ts';

type Routes = 'feeds.page' | 'feeds.get' | 'feeds.import' | 'feeds.commit' | 'feeds.delete';
