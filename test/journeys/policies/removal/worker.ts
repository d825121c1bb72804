import { type Removal, tryRemoval } from './tryRemoval.ts';

/** Tries one removal after another, as its parent sends them, in a process of its own. */
const [, , assembly = ''] = process.argv;
process.on('message', (removal: Removal) => {
  void tryRemoval(assembly, removal).then((failure) => process.send?.({ failure }));
});
process.once('disconnect', () => process.exit());
