// Where the stack departs from the AwsSolutions and Serverless rules of cdk-nag, and why.
import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

export interface Exception {
  readonly id: string;
  readonly reason: string;
}

/** Each reason is read by whoever reviews the deployment: a whole sentence, and true. */
export function except(scope: IConstruct, ...exceptions: readonly Exception[]): void {
  Validations.of(scope).acknowledge(...exceptions);
}
