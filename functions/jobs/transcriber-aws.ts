// Amazon Transcribe: one job for a recording, its output beside the recordings under a prefix of its own. The clients are
// loaded when first needed: most deliveries of the queue write nothing down.
import * as z from 'zod';
import type { RecordingStore, Transcriber } from '../runtime.ts';

export interface TranscriberOptions {
  /** Holds the recordings and takes the output. */
  readonly bucket: string;
  /** ARN of the key with which the output is encrypted. */
  readonly key: string;
  /** Of the jobs' names, which are one stage's own within an account. */
  readonly jobs: string;
  /** The same bucket. */
  readonly objects: RecordingStore;
}

const RECORDING_SID = /^RE[0-9a-f]{32}$/;

/** As far as it is read: https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html */
const outputSchema = z.object({
  results: z.object({ transcripts: z.array(z.object({ transcript: z.string() })) }),
});

export function amazonTranscribe({ bucket, key, jobs, objects }: TranscriberOptions): Transcriber {
  const connect = async () => {
    const transcribe = await import('@aws-sdk/client-transcribe');
    const limits = { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true };
    return {
      transcribe,
      client: new transcribe.TranscribeClient({ maxAttempts: 2, requestHandler: limits }),
    };
  };
  let connected: ReturnType<typeof connect> | undefined;
  const outputOf = (recordingSid: string): string => `transcripts/${recordingSid}.json`;
  return {
    begin: async ({ recordingSid, key: recording, language }) => {
      const { transcribe, client } = await (connected ??= connect());
      try {
        await client.send(
          new transcribe.StartTranscriptionJobCommand({
            TranscriptionJobName: jobs + recordingSid,
            LanguageCode: language,
            MediaFormat: 'wav',
            Media: { MediaFileUri: `s3://${bucket}/${recording}` },
            OutputBucketName: bucket,
            OutputKey: outputOf(recordingSid),
            OutputEncryptionKMSKeyId: key,
          }),
        );
      } catch (error) {
        // There is a job of that name: this was asked before.
        if (!(error instanceof transcribe.ConflictException)) throw error;
      }
      return undefined;
    },
    recordingOf: (jobName) => {
      const recordingSid = jobName.slice(jobs.length);
      return jobName.startsWith(jobs) && RECORDING_SID.test(recordingSid) ? recordingSid : undefined;
    },
    result: async (recordingSid) => {
      const output = await objects.get(outputOf(recordingSid));
      if (output === undefined) return undefined;
      const { results } = outputSchema.parse(JSON.parse(Buffer.from(output).toString('utf8')));
      return results.transcripts.map(({ transcript }) => transcript).join(' ');
    },
    forget: (recordingSid) => objects.remove(outputOf(recordingSid)),
  };
}
