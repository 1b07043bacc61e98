<?php
// Publishes sessions and hears what was rejected of them, with php-amqplib (Debian: php-cli, php-amqplib).
//
// usage: php platform.php FILE [REJECTIONS]
//
// FILE has one session a line. CHARGING_URL is amqp://USER:PASSWORD@HOST:PORT/VHOST. With REJECTIONS it ends when it
// has heard of so many; without, it listens until it is stopped.
declare(strict_types=1);
require_once 'PhpAmqpLib/autoload.php';

use PhpAmqpLib\Channel\AMQPChannel;
use PhpAmqpLib\Connection\AMQPStreamConnection;
use PhpAmqpLib\Exception\AMQPExceptionInterface;
use PhpAmqpLib\Message\AMQPMessage;

const CONFIRM_SECONDS = 30;
const LONGEST_PAUSE = 30;

// Many at once, then one wait for all: what is confirmed and was not returned is forgotten.
function publish(AMQPChannel $channel, string $user, array &$waiting): void
{
    $returned = [];
    $channel->confirm_select();
    $channel->set_ack_handler(function (AMQPMessage $message) use (&$waiting, &$returned) {
        $id = $message->get('message_id');
        if (!isset($returned[$id])) {
            unset($waiting[$id]);
            echo "confirmed\n";
        }
    });
    $channel->set_return_listener(function ($code, $text, $exchange, $key, AMQPMessage $message) use (&$returned) {
        $returned[$message->get('message_id')] = true;
    });
    while ($waiting) {
        $returned = [];
        foreach ($waiting as $id => $body) {
            $channel->basic_publish(new AMQPMessage($body, [
                'delivery_mode' => AMQPMessage::DELIVERY_MODE_PERSISTENT,
                'content_type' => 'application/json',
                'message_id' => $id,
                'user_id' => $user,
            ]), 'session-ended', '', true);
        }
        $channel->wait_for_pending_acks_returns(CONFIRM_SECONDS);
        if ($waiting) {
            fwrite(STDERR, count($waiting) . " returned: nobody hears session-ended; trying again\n");
            sleep(1);
        }
    }
}

// Acknowledges what it has printed. A rejection may come twice: rejectionId tells.
function hear(AMQPChannel $channel, string $user, ?int $wanted, array &$heard): void
{
    $channel->basic_qos(0, 100, false);
    $channel->basic_consume("session-rejected-$user", '', false, false, false, false,
        function (AMQPMessage $message) use (&$heard) {
            $told = json_decode($message->getBody(), true, 64, JSON_THROW_ON_ERROR);
            if (!isset($heard[$told['rejectionId']])) {
                $heard[$told['rejectionId']] = true;
                [$session, $path] = [$told['sessionId'] ?? '', $told['path'] ?? ''];
                echo "rejected $session {$told['code']} $path {$told['sentence']}\n";
            }
            $message->ack();
        });
    while (count($heard) !== $wanted) {
        $channel->wait();
    }
}

$url = parse_url(getenv('CHARGING_URL'));
$user = rawurldecode($url['user']);
$waiting = [];
foreach (file($argv[1], FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES) as $line) {
    $waiting[bin2hex(random_bytes(16))] = $line;
}
$heard = [];
for ($pause = 1; ; $pause = min(2 * $pause, LONGEST_PAUSE)) {
    try {
        $connection = new AMQPStreamConnection($url['host'], $url['port'] ?? 5672, $user, rawurldecode($url['pass']),
            rawurldecode(substr($url['path'], 1)));
        $channel = $connection->channel();
        publish($channel, $user, $waiting);
        hear($channel, $user, isset($argv[2]) ? (int) $argv[2] : null, $heard);
        $connection->close();
        exit(0);
    } catch (AMQPExceptionInterface $lost) {
        fwrite(STDERR, "not connected ({$lost->getMessage()}); again in $pause s\n");
        sleep($pause);
    }
}
