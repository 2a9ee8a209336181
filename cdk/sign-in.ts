// Who may use the API: a Cognito user pool with a group per role, where Cognito exists and no other issuer is named; and
// the page of Cognito's where the console sends people to sign in.
import { Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolDomain,
  UserPoolGroup,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { ROLES } from '../functions/routes.ts';
import type { Issuer } from './configuration.ts';

/** Cognito user pools do not exist in AWS China. */
export const hasCognito = (region: string): boolean => !region.startsWith('cn-');

export class SignIn extends Construct {
  readonly pool: UserPool;
  /** Whom the console asks: Cognito describes itself at one origin, and gives tokens at the other. */
  readonly origins: readonly string[];
  readonly #issuer: string;

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
    for (const role of ROLES)
      new UserPoolGroup(this, `group-${role}`, { userPool: this.pool, groupName: role });
    // Unique in the region, among everybody's.
    const domainPrefix = `hotline-guard-${stageName}-${Aws.ACCOUNT_ID}`;
    new UserPoolDomain(this, 'Domain', { userPool: this.pool, cognitoDomain: { domainPrefix } });
    const { region, urlSuffix } = Stack.of(this);
    const service = `https://cognito-idp.${region}.${urlSuffix}`;
    this.#issuer = `${service}/${this.pool.userPoolId}`;
    this.origins = [service, `https://${domainPrefix}.auth.${region}.amazoncognito.com`];
  }

  /** The console as the pool's client: nobody but it may receive a code. */
  issuerFor(consoleUrl: string): Issuer {
    const address = `${consoleUrl}/`;
    const { userPoolClientId } = this.pool.addClient('Client', {
      authFlows: { userSrp: true },
      preventUserExistenceErrors: true,
      generateSecret: false,
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [address],
        logoutUrls: [address],
      },
    });
    return {
      issuer: this.#issuer,
      // Access tokens of Cognito have no audience; the client they name is checked in its place.
      audience: userPoolClientId,
      rolesClaim: 'cognito:groups',
      jwksUrl: `${this.#issuer}/.well-known/jwks.json`,
      client: {
        clientId: userPoolClientId,
        scopes: OAuthScope.OPENID.scopeName,
        origins: this.origins,
      },
    };
  }
}
