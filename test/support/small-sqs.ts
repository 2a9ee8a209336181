// As much of SQS as the functions ask: sending, and looking through dead letters.
import { createHash } from 'node:crypto';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html */
export interface SqsRequest {
  readonly QueueUrl?: string;
  readonly MessageBody?: string;
  readonly MessageAttributes?: unknown;
  readonly ReceiptHandle?: string;
  readonly VisibilityTimeout?: number;
  readonly MaxNumberOfMessages?: number;
  readonly SourceArn?: string;
  readonly DestinationArn?: string;
}

interface Kept {
  readonly id: string;
  readonly body: string;
  readonly attributes: unknown;
  visible: boolean;
}

const ARN = 'arn:aws:sqs:us-east-1:000000000000:';

export class SmallSqs {
  readonly #queues = new Map<string, Kept[]>();
  #sent = 0;
  /** Moves of dead letters back to their queue, by names of queues. */
  readonly moves: [string, string][] = [];
  /** Messages that were hidden for longer: seconds. */
  readonly postponed: number[] = [];

  /** What waits in queues that are nobody's dead letters, which are thereby empty. */
  take(): string[] {
    return [...this.#queues]
      .filter(([name]) => !name.includes('DeadLetters'))
      .flatMap(([, kept]) => kept.splice(0).map(({ body }) => body));
  }

  put(name: string, body: string, attributes?: unknown): void {
    this.#sent += 1;
    this.#in(name).push({ id: `message-${String(this.#sent)}`, body, attributes, visible: true });
  }

  /** Of queues that have been asked for. */
  names(): string[] {
    return [...this.#queues.keys()];
  }

  bodiesIn(name: string): string[] {
    return this.#in(name).map(({ body }) => body);
  }

  answer(operation: string, request: SqsRequest): object {
    const name = nameOf(request.QueueUrl);
    switch (operation) {
      case 'SendMessage': {
        const { MessageBody = '', MessageAttributes } = request;
        this.put(name, MessageBody, MessageAttributes);
        const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
        return { MessageId: `message-${String(this.#sent)}`, MD5OfMessageBody };
      }
      case 'GetQueueAttributes':
        return { Attributes: this.#attributes(name) };
      case 'ReceiveMessage':
        return { Messages: this.#receive(name, request.MaxNumberOfMessages ?? 1) };
      case 'ChangeMessageVisibility':
        this.#changeVisibility(name, request);
        return {};
      case 'DeleteMessage':
        this.#queues.set(
          name,
          this.#in(name).filter(({ id }) => id !== request.ReceiptHandle),
        );
        return {};
      case 'StartMessageMoveTask':
        this.#move(nameOf(request.SourceArn), nameOf(request.DestinationArn));
        return { TaskHandle: 'task' };
      default:
        throw new Error(`SQS has no ${operation} here`);
    }
  }

  #in(name: string): Kept[] {
    const kept = this.#queues.get(name) ?? [];
    this.#queues.set(name, kept);
    return kept;
  }

  #attributes(name: string): Record<string, string> {
    const visible = this.#in(name).filter((one) => one.visible).length;
    return {
      QueueArn: `${ARN}${name}`,
      ApproximateNumberOfMessages: String(visible),
      ApproximateNumberOfMessagesNotVisible: String(this.#in(name).length - visible),
    };
  }

  #receive(name: string, most: number): object[] {
    const found = this.#in(name)
      .filter((one) => one.visible)
      .slice(0, most);
    return found.map((one) => {
      one.visible = false;
      return {
        MessageId: one.id,
        ReceiptHandle: one.id,
        Body: one.body,
        MD5OfBody: createHash('md5').update(one.body).digest('hex'),
        Attributes: { SentTimestamp: '1795867200000', ApproximateReceiveCount: '906' },
        ...(one.attributes === undefined ? {} : { MessageAttributes: one.attributes }),
      };
    });
  }

  #changeVisibility(name: string, { ReceiptHandle, VisibilityTimeout = 0 }: SqsRequest): void {
    if (VisibilityTimeout > 0) this.postponed.push(VisibilityTimeout);
    for (const one of this.#in(name)) if (one.id === ReceiptHandle) one.visible = VisibilityTimeout === 0;
  }

  #move(from: string, to: string): void {
    this.moves.push([from, to]);
    for (const { body, attributes } of this.#in(from).splice(0)) this.put(to, body, attributes);
  }
}

/** Of a URL or an ARN. */
const nameOf = (address = ''): string => address.split(/[/:]/).at(-1) ?? '';
