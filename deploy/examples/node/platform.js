// Publishes sessions and hears what was rejected of them, with amqplib (npm install amqplib).
//
// usage: node platform.js FILE [REJECTIONS]
//
// FILE has one session a line. CHARGING_URL is amqp://USER:PASSWORD@HOST:PORT/VHOST. With REJECTIONS it ends when it
// has heard of so many; without, it listens until it is stopped.
'use strict';
const amqp = require('amqplib');
const { randomUUID } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { setTimeout: wait } = require('node:timers/promises');

const url = process.env.CHARGING_URL;
const user = decodeURIComponent(new URL(url).username);
const longestPause = 30000;

// Hundreds may be on their way at once; each is forgotten when it is confirmed and was not returned.
async function publish(channel, waiting) {
  while (waiting.size > 0) {
    const returned = new Set();
    const note = (message) => returned.add(message.properties.messageId);
    channel.on('return', note);
    await Promise.all([...waiting].map(([id, body]) => new Promise((resolve, reject) => {
      const options = { persistent: true, mandatory: true, contentType: 'application/json', messageId: id, userId: user };
      channel.publish('session-ended', '', body, options, (lost) => {
        if (lost) return reject(lost);
        if (!returned.has(id)) {
          waiting.delete(id);
          console.log('confirmed');
        }
        resolve();
      });
    })));
    channel.off('return', note);
    if (waiting.size > 0) {
      console.error(`${waiting.size} returned: nobody hears session-ended; trying again`);
      await wait(1000);
    }
  }
}

// Acknowledges what it has printed. A rejection may come twice: rejectionId tells.
function hear(connection, channel, wanted, heard) {
  return new Promise((resolve, reject) => {
    connection.on('close', () => reject(new Error('the connection was closed')));
    channel.prefetch(100)
      .then(() => channel.consume(`session-rejected-${user}`, (message) => {
        if (message === null) return reject(new Error('the queue is gone'));
        const told = JSON.parse(message.content);
        if (!heard.has(told.rejectionId)) {
          heard.add(told.rejectionId);
          console.log('rejected', told.sessionId, told.code, told.path, told.sentence);
        }
        channel.ack(message);
        if (heard.size === wanted) resolve();
      }))
      .catch(reject);
  });
}

async function main() {
  const lines = readFileSync(process.argv[2], 'utf8').split('\n').filter((line) => line.trim().length > 0);
  const waiting = new Map(lines.map((line) => [randomUUID(), Buffer.from(line)]));
  const [wanted, heard] = [Number(process.argv[3] ?? NaN), new Set()];
  for (let pause = 1000; ; pause = Math.min(2 * pause, longestPause)) {
    try {
      const connection = await amqp.connect(url, { heartbeat: 10 });
      connection.on('error', (lost) => console.error(lost.message)); // 'close' follows
      const channel = await connection.createConfirmChannel();
      channel.on('error', (lost) => console.error(lost.message));
      await publish(channel, waiting);
      await hear(connection, channel, wanted, heard);
      await connection.close().catch(() => {});
      return;
    } catch (lost) {
      console.error(`not connected (${lost.message}); again in ${pause} ms`);
      await wait(pause);
    }
  }
}

main();
