// What somebody is woken for, as a table.
import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { QUEUES, type QueueName } from '../functions/queue/lanes.ts';
import type { Functions } from './functions.ts';
import type { HttpEndpoint } from './http.ts';
import type { Storage } from './storage.ts';
import type { Tables } from './tables.ts';

export interface AlarmsProps {
  readonly email: string | undefined;
  readonly functions: Functions;
  readonly http: HttpEndpoint;
  readonly storage: Storage;
  readonly tables: Tables;
}

interface AlarmRow {
  readonly name: string;
  readonly says: string;
  readonly metric: IMetric;
  /** At this value or above, in one period. */
  readonly from: number;
}

const PERIOD = Duration.minutes(5);

export class Alarms extends Construct {
  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const topic = new Topic(this, 'Topic', { masterKey: props.storage.key, enforceSSL: true });
    if (props.email !== undefined) topic.addSubscription(new EmailSubscription(props.email));
    const action = new SnsAction(topic);
    for (const { name, says, metric, from } of rows(props)) {
      const alarm = new Alarm(this, name, {
        alarmDescription: says,
        metric,
        threshold: from,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    }
  }
}

const SUM = { period: PERIOD, statistic: 'Sum' } as const;
const MAXIMUM = { period: PERIOD, statistic: 'Maximum' } as const;

const rows = ({ functions, http, storage, tables }: AlarmsProps): readonly AlarmRow[] => [
  ...voiceRows(functions),
  ...otherFunctionRows(functions),
  {
    name: 'HttpErrors',
    says: 'The HTTP endpoint answers with 5xx.',
    metric: http.api.metricServerError(SUM),
    from: 5,
  },
  ...queueRows(storage),
  ...tableRows(tables),
];

const voiceRows = ({ all: { voice } }: Functions): readonly AlarmRow[] => [
  {
    name: 'VoiceErrors',
    says: 'Calls meet the fallback document: the voice function fails.',
    metric: voice.metricErrors(SUM),
    from: 1,
  },
  {
    name: 'VoiceSlow',
    says: 'Callers wait: a webhook takes over 2 s.',
    metric: voice.metricDuration({ period: PERIOD, statistic: 'p99' }),
    from: 2_000,
  },
  {
    name: 'VoiceThrottles',
    says: 'More calls at once than the voice function may answer.',
    metric: voice.metricThrottles(SUM),
    from: 1,
  },
];

const otherFunctionRows = ({ all: { admin, jobs } }: Functions): readonly AlarmRow[] => [
  { name: 'AdminErrors', says: 'The API fails.', metric: admin.metricErrors(SUM), from: 5 },
  {
    name: 'JobErrors',
    says: 'Deferred work fails and is tried again.',
    metric: jobs.metricErrors(SUM),
    from: 5,
  },
];

const queueRows = ({ queues, shelves, deadLetters }: Storage): readonly AlarmRow[] => [
  {
    name: 'DeadLetters',
    says: 'A function did not take an event: its log says why.',
    metric: deadLetters.metricApproximateNumberOfMessagesVisible(MAXIMUM),
    from: 1,
  },
  ...QUEUES.flatMap((name) => [
    {
      name: `DeadLetters-${name}`,
      says: `Deferred work (${name}) was given up and waits for a person: console, Set-aside tasks, or hotline queue list.`,
      metric: shelves[name].metricApproximateNumberOfMessagesVisible(MAXIMUM),
      from: 1,
    },
    {
      name: `QueueAge-${name}`,
      says: `Deferred work (${name}) has waited for ${String(WAITS_FROM_SECONDS[name] / 60)} minutes.`,
      metric: queues[name].metricApproximateAgeOfOldestMessage(MAXIMUM),
      from: WAITS_FROM_SECONDS[name],
    },
  ]),
];

/** A target of somebody else may be down for longer before anybody is woken. */
const WAITS_FROM_SECONDS = {
  writes: 1_800,
  work: 1_800,
  outside: 1_800,
  webhooks: 14_400,
} as const satisfies Record<QueueName, number>;

const tableRows = ({ all }: Tables): readonly AlarmRow[] =>
  Object.entries(all).flatMap(([table, { tableName }]) =>
    (['ReadThrottleEvents', 'WriteThrottleEvents'] as const).map((metricName) => ({
      name: `${table}-${metricName}`,
      says: `DynamoDB throttles the table ${table}.`,
      metric: new Metric({
        namespace: 'AWS/DynamoDB',
        metricName,
        dimensionsMap: { TableName: tableName },
        ...SUM,
      }),
      from: 1,
    })),
  );
