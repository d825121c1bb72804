import dgram from 'node:dgram';
import net from 'node:net';

// Loaded into a handler's thread before its code: connections go to the dry run's own endpoint, whose port is in this
// module's URL, and nowhere else. What is refused is written to the log, where the dry run looks for it.

const port = new URL(import.meta.url).searchParams.get('port');

/** What `net.connect` and `tls.connect` pass on: options, or arguments that Node has put into an array already. */
type Given = readonly unknown[];

const optionsOf = ([given, second]: Given): { host?: unknown; port?: unknown; path?: unknown } => {
  // Node's own arrays begin with the options.
  const first: unknown = Array.isArray(given) ? given[0] : given;
  if (typeof first === 'object' && first !== null) return first;
  return typeof first === 'string' && !/^\d+$/.test(first) ? { path: first } : { port: first, host: second };
};

const { connect } = net.Socket.prototype;

net.Socket.prototype.connect = function (this: net.Socket, ...given: Given): net.Socket {
  const { host = 'localhost', port: asked, path } = optionsOf(given);
  const isSocketFile = typeof path === 'string';
  const isOwn = !isSocketFile && (host === '127.0.0.1' || host === 'localhost') && String(asked) === port;
  if (isOwn) {
    Reflect.apply(connect, this, given);
    return this;
  }
  const place = isSocketFile ? path : `${String(host)}:${String(asked)}`;
  process.stdout.write(`${JSON.stringify({ refusedConnection: place })}\n`);
  const error = Object.assign(new Error(`A dry run does not connect to ${place}`), { code: 'ECONNREFUSED' });
  process.nextTick(() => this.destroy(error));
  return this;
};

// Traces go by datagrams to a daemon that would pass them on.
dgram.Socket.prototype.send = function (...given: Given): void {
  const callback = given.at(-1);
  if (typeof callback === 'function') process.nextTick(callback, null, 0);
};
