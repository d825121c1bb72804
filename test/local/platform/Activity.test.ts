import { expect, test } from 'vitest';
import { createActivity, type InFlight, turns } from '../../../local/platform/Activity.ts';

/** Work that a test can end, pause and resume. */
function work(activity = createActivity()) {
  const { promise, resolve: end } = Promise.withResolvers<void>();
  let self: InFlight | undefined;
  const ended = activity.run((given) => {
    self = given;
    return promise;
  });
  return { activity, ended, end, pause: () => self?.pause(), resume: () => self?.resume() };
}

/** Whether the activity becomes idle within some turns of the event loop. */
async function isIdle(activity: ReturnType<typeof createActivity>): Promise<boolean> {
  let idle = false;
  void activity.idle().then(() => (idle = true));
  await turns(6);
  return idle;
}

test('an activity is not idle before its work has ended', async () => {
  const { activity, end, ended } = work();

  expect(await isIdle(activity)).toBe(false);
  end();
  await ended;
  expect(await isIdle(activity)).toBe(true);
});

test('paused work does not count, resumed work does', async () => {
  const { activity, pause, resume, end } = work();

  pause();
  expect(await isIdle(activity)).toBe(true);
  resume();
  expect(await isIdle(activity)).toBe(false);
  end();
  expect(await isIdle(activity)).toBe(true);
});

test('work that awaits paused work does not count either', async () => {
  const activity = createActivity();
  let inner: ReturnType<typeof work> | undefined;
  const outer = activity.run(() => activity.run(async () => (inner = work(activity)).ended));

  inner?.pause();
  expect(await isIdle(activity)).toBe(true);
  inner?.resume();
  expect(await isIdle(activity)).toBe(false);
  inner?.end();
  await outer;
  expect(await isIdle(activity)).toBe(true);
});

test('work that ends while it is paused does not count afterwards', async () => {
  const { activity, pause, end, ended } = work();

  pause();
  end();
  await ended;
  const next = work(activity);
  expect(await isIdle(activity)).toBe(false);
  next.end();
  expect(await isIdle(activity)).toBe(true);
});

test('other work counts while one is paused', async () => {
  const one = work();
  const other = work(one.activity);

  one.pause();
  expect(await isIdle(one.activity)).toBe(false);
  other.end();
  expect(await isIdle(one.activity)).toBe(true);
});
