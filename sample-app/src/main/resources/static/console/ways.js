const SMALL_FILE_REQUESTS = 500;

const DEMO = 'Start the sample with --spring.profiles.active=demo';

const portOf = (route) => route.listening[0].split(':').at(-1);

const through = (name) => ({
  urls: (report, file) => [`http://127.0.0.1:${portOf(report.routes[name])}/forwarded${file}`],
  missing: (report) => (report.routes[name] && report.mounts.forwarded ? null : DEMO),
});

/** The ways bytes can go, and how to send some along each. */
export const WAYS = [
  {
    name: 'sendfile',
    title: 'Send with sendfile',
    explanation: 'The kernel moves the file from the page cache to the socket. No byte enters the JVM.',
    colour: '#2f7ed8',
    dash: [],
    urls: (report, file) => [file],
    missing: () => null,
  },
  {
    name: 'memory',
    title: 'Send from memory',
    explanation: 'The front page, 500 times. Small files stay in memory outside the heap and leave in one write with their headers.',
    colour: '#2a9d5c',
    dash: [6, 3],
    urls: () => Array(SMALL_FILE_REQUESTS).fill('/'),
    missing: () => null,
  },
  {
    name: 'chunked',
    title: 'Send in chunks',
    explanation: 'The JVM reads the file and writes it, as under TLS and HTTP/2: what sendfile saves.',
    colour: '#d9822b',
    dash: [2, 2],
    urls: (report, file) => [`/chunked${file}`],
    missing: (report) => (report.mounts.chunked ? null : DEMO),
  },
  {
    name: 'splice',
    title: 'Forward with splice',
    explanation: 'A TCP route moves the bytes from socket to pipe to socket inside the kernel.',
    colour: '#8e5bd0',
    dash: [10, 3],
    ...through('splice'),
  },
  {
    name: 'copy',
    title: 'Forward by copying',
    explanation: 'The same route, reading and writing every byte: what splice saves.',
    colour: '#c43d5d',
    dash: [8, 3, 2, 3],
    ...through('copy'),
  },
];

/** Why a body was read in chunks although the kernel could have sent it. */
export const FALLBACK_REASONS = {
  tls: 'bytes are encrypted in this process',
  http2: 'bytes are framed in this process',
  compression: 'a content compressor is on the pipeline',
  decorated: 'another filter wants to see or change the body',
  transport: 'the transport has no cheap way to send a file',
  server: 'the web server can not send this body from the open file',
  direct_io: 'the file system has no reads past the page cache',
  page_cache_control: 'the page cache can not be told to drop the file',
  configured: 'the configuration asks for it',
};
