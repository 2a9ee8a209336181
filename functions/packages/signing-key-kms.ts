// The signing key in AWS KMS: an RSA key for signing whose private part never leaves it
// (https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html).
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { SigningKey } from './package-signature.ts';

export function kmsKey(KeyId: string, client = new KMSClient({})): SigningKey {
  let known: Promise<Uint8Array> | undefined;
  const publicKey = async (): Promise<Uint8Array> => {
    const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId }));
    if (PublicKey === undefined) throw new Error('KMS gave no public key');
    return PublicKey;
  };
  return {
    publicKey: () => (known ??= publicKey()),
    sign: async (sha256) => {
      const { Signature } = await client.send(
        new SignCommand({
          KeyId,
          Message: sha256,
          MessageType: 'DIGEST',
          SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
        }),
      );
      if (Signature === undefined) throw new Error('KMS gave no signature');
      return Signature;
    },
  };
}
