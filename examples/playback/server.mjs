import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { verifyMediaToken } from './verifyMediaToken.mjs';

// A playback endpoint of a network: POST /play {"item", "mediaToken"} answers {"url", "type"}.
const service = process.env.PASS_BASE_URL ?? 'http://localhost:8700';
const serviceProvider = process.env.SERVICE_PROVIDER ?? 'NORTHSTAR';
const port = Number(process.env.PORT ?? 8800);
/** What this backend releases. Yours signs an address of its CDN for one viewer and a short time. */
const stream = {
  url: `${service}/programmer/streams/free/harbour-lights/master.m3u8`,
  type: 'application/vnd.apple.mpegurl',
};

const get = async (path) => {
  const response = await fetch(service + path);
  if (!response.ok) throw new Error(`${path}: status ${response.status}`);
  return response.text();
};
/** The resource of each protected title. It comes from the network's catalogue, never from the request. */
const feed = JSON.parse(await get('/programmer/feed.json'));
const titles = [...feed.movies, ...feed.tvSpecials, ...feed.shortFormVideos, ...feed.liveFeeds];
const resources = new Map(titles.map(({ id, couchpass }) => [id, couchpass.resource]));
const publicKey = await get('/_sandbox/media-token-key.pem');

/** @returns the status and the body of the answer */
function play(request) {
  const resource = resources.get(request?.item);
  if (resource === undefined) return [404, { verdict: 'UNKNOWN_ITEM' }];
  const expected = { publicKey, serviceProvider, resource };
  const verdict = verifyMediaToken(String(request.mediaToken), expected);
  return verdict === 'VALID_TOKEN' ? [200, stream] : [403, { verdict }];
}

const read = (body) => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

createServer(async (request, response) => {
  // The TV app is a web page: without these headers no browser shows it the answer.
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Allow-Methods', 'POST');
  response.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  response.setHeader('Cache-Control', 'no-store');
  if (request.method === 'OPTIONS') return response.writeHead(204).end();
  const isPlay = request.method === 'POST' && request.url === '/play';
  const [status, body] = isPlay ? play(read(await text(request))) : [404, {}];
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}).listen(port, 'localhost', function listening() {
  console.log(`The playback endpoint is http://localhost:${this.address().port}/play`);
});
