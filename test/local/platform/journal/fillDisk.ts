import { join } from 'node:path';
import { errorMessage } from '../../../../local/platform/errors.ts';
import { openJournal } from '../../../../local/platform/journal/openJournal.ts';

// `fill FOLDER` appends to the journal of FOLDER/data until that fails; `open FOLDER` counts what is in it.
const [, , task, folder = ''] = process.argv;
console.log(task === 'fill' ? JSON.stringify(await fill()) : open());

async function fill() {
  const journal = openJournal(join(folder, 'data'));
  for (let written = 0; ; written++) {
    journal.append([{ tree: 'things', key: String(written), value: 'x'.repeat(5000) }]);
    try {
      await journal.written();
    } catch (error) {
      journal.close();
      return { written, message: errorMessage(error) };
    }
  }
}

function open(): string {
  try {
    const journal = openJournal(join(folder, 'data'));
    return `kept ${[...journal.entries('things')].length}`;
  } catch (error) {
    return String(error).replace(': ', ' ');
  }
}
