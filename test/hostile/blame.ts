import { inputAt } from './choose.ts';
import { createFindings, type Findings } from './Findings.ts';
import { pause } from './pause.ts';
import { openDoors } from './target/doors.ts';
import { learn } from './target/knowledge.ts';
import { watchTarget } from './watchTarget.ts';

/** Longer than any input may keep a target from answering others. */
const PATIENCE_MS = 5000;

/** Sends each suspect alone to a target that has taken no other harm, and adds those that bring it down to the findings. */
export async function blame(
  seed: number,
  suspects: readonly number[],
  findings: Findings,
  print: (line: string) => void,
): Promise<void> {
  let left = [...suspects];
  while (left.length > 0) {
    const watched = await watchTarget(createFindings());
    const known = await learn(watched.target.description);
    const doors = openDoors(known.description);
    for (const index of [...left]) {
      left = left.filter((each) => each !== index);
      const input = inputAt(seed, index, known);
      const began = performance.now();
      const answered = doors.send(input.attack).then(() => performance.now() - began);
      const ms = await Promise.race([answered, pause(PATIENCE_MS)]);
      const down = watched.isDown();
      if (down === undefined && ms !== undefined) continue;
      const fault = down === undefined ? 'a hang' : 'a crash';
      print(`Input ${index}, of shape ${input.shape.name}, is to blame for ${fault}.`);
      findings.add(fault, input, { status: undefined, text: down ?? `nothing within ${PATIENCE_MS} ms` });
      break;
    }
    doors.close();
    await watched.target.kill();
  }
}
