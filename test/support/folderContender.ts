import { OperatorError } from '../../local/platform/errors.ts';
import { lockFolder } from '../../local/platform/lockFolder.ts';

// A process that locks the folder of its first argument whenever its parent sends a message.
const [, , folder = ''] = process.argv;
process.on('message', () => process.send?.(lock()));
process.send?.('ready');

function lock(): 'locked' | 'refused' {
  try {
    lockFolder(folder);
    return 'locked';
  } catch (error) {
    if (error instanceof OperatorError) return 'refused';
    throw error;
  }
}
