// Bytes on a socket, for what no HTTP client would send: smuggling shapes, broken lines, slow bodies.
import net from 'node:net';
import { met } from './coverage.mjs';

const BOUND_MS = 10_000;

/** Open a connection, send `bytes`, read until the service closes it or `enough(text)`: {text, closed}. */
export function rawExchange(port, bytes, { enough = () => false, bound = BOUND_MS } = {}) {
  return new Promise((answered, failed) => {
    const socket = net.connect(port, '127.0.0.1');
    let text = '';
    const done = (closed) => {
      clearTimeout(timer);
      socket.destroy();
      for (const { status, body } of answersIn(text)) met(undefined, status, /"[^"]*\/problems\/([a-z-]+)"/.exec(body)?.[1]);
      answered({ text, closed });
    };
    const timer = setTimeout(() => {
      socket.destroy();
      failed(new Error(`no end of the answer within ${bound} ms: ${text}`));
    }, bound);
    socket.setEncoding('latin1');
    socket.on('connect', () => socket.write(bytes));
    socket.on('data', (part) => {
      text += part;
      if (enough(text)) done(false);
    });
    socket.on('error', (error) => (error.code === 'ECONNRESET' ? done(true) : (clearTimeout(timer), failed(error))));
    socket.on('close', () => done(true));
  });
}

/** The answers in what came back: [{status, headers, body}], as many as arrived whole. */
export function answersIn(text) {
  const answers = [];
  let rest = text;
  while (rest.startsWith('HTTP/1.')) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) break;
    const [line, ...fields] = rest.slice(0, end).split('\r\n');
    const headers = Object.fromEntries(
      fields.map((field) => [field.slice(0, field.indexOf(':')).toLowerCase(), field.slice(field.indexOf(':') + 1).trim()]),
    );
    const length = Number(headers['content-length'] ?? 0);
    answers.push({ status: Number(line.split(' ')[1]), headers, body: rest.slice(end + 4, end + 4 + length) });
    rest = rest.slice(end + 4 + length);
  }
  return answers;
}
