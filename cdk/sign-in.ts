// Who may use the API: a Cognito user pool with a group per role, where Cognito exists and no other issuer is named.
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccountRecovery, Mfa, UserPool, UserPoolClient, UserPoolGroup } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { ROLES } from '../functions/routes.ts';
import type { Issuer } from './configuration.ts';

/** Cognito user pools do not exist in AWS China. */
export const hasCognito = (region: string): boolean => !region.startsWith('cn-');

export class SignIn extends Construct {
  readonly pool: UserPool;
  readonly issuer: Issuer;

  constructor(scope: Construct, id: string, stageName: string) {
    super(scope, id);
    this.pool = new UserPool(this, 'Users', {
      userPoolName: `hotline-guard-${stageName}`,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const client = new UserPoolClient(this, 'Client', {
      userPool: this.pool,
      authFlows: { userSrp: true },
      preventUserExistenceErrors: true,
    });
    for (const role of ROLES)
      new UserPoolGroup(this, `group-${role}`, { userPool: this.pool, groupName: role });
    const { region, urlSuffix } = Stack.of(this);
    const issuer = `https://cognito-idp.${region}.${urlSuffix}/${this.pool.userPoolId}`;
    this.issuer = {
      issuer,
      audience: client.userPoolClientId,
      rolesClaim: 'cognito:groups',
      jwksUrl: `${issuer}/.well-known/jwks.json`,
    };
  }
}
