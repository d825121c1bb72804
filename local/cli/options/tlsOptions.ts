import { readFileSync } from 'node:fs';
import { belongTogether } from '../../adapters/keepCertificate.ts';
import { errorMessage, OperatorError } from '../../platform/errors.ts';
import { optionGroup } from './OptionGroup.ts';

/** Which certificate the TLS endpoint shows. */
export const tlsOptions = optionGroup({
  options: { 'tls-cert': { type: 'string' }, 'tls-key': { type: 'string' } },
  usage: [
    [
      '--tls-cert FILE',
      'certificate of the TLS endpoint, PEM, such as one that mkcert made (default: self-signed, new at each start, or kept with --data)',
    ],
    ['--tls-key FILE', 'its key, PEM'],
  ],
  read({ 'tls-cert': certFile, 'tls-key': keyFile }) {
    if (certFile === undefined && keyFile === undefined) return {};
    if (certFile === undefined || keyFile === undefined)
      throw new OperatorError(
        '--tls-cert and --tls-key go together: a certificate serves nobody without its key.',
      );
    const certificate = { cert: readPem('--tls-cert', certFile), key: readPem('--tls-key', keyFile) };
    if (belongTogether(certificate)) return { certificate };
    throw new OperatorError(
      `${keyFile} is not the key of the certificate in ${certFile}: give both as PEM files, the key without a password.`,
    );
  },
});

function readPem(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new OperatorError(`${option} cannot be read: ${errorMessage(error)}`);
  }
}
