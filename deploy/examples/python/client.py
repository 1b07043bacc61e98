#!/usr/bin/env python3
"""Publishes sessions and hears what was rejected of them, with pika (Debian: python3-pika).

usage: client.py FILE [REJECTIONS]

FILE has one session a line. CHARGING_URL is amqp://USER:PASSWORD@HOST:PORT/VHOST. With REJECTIONS it ends when it has
heard of so many; without, it listens until it is stopped. With CHARGING_EVENTS=1 each session goes out as a CloudEvent.
"""
import json
import os
import sys
import time
import uuid

import pika

FEED_PREFETCH = 100
LONGEST_PAUSE = 30


def event(user, message_id):
    """The headers that make the session the data of an event: id and source are the event's, not the session's."""
    attributes = {"specversion": "1.0", "type": "session.ended", "source": "/platforms/" + user, "id": message_id}
    return {"cloudEvents:" + name: value for name, value in attributes.items()}


def properties(user):
    """Persistent, as JSON, and signed with our own user, or it is not known whose word it is."""
    message_id = str(uuid.uuid4())
    return pika.BasicProperties(
        delivery_mode=2, content_type="application/json", message_id=message_id, user_id=user,
        headers=event(user, message_id) if os.environ.get("CHARGING_EVENTS") else None)


def publish(channel, user, waiting):
    """Each is confirmed before the next; what is not, stays in the list, and publishing it again changes nothing."""
    channel.confirm_delivery()
    while waiting:
        try:
            channel.basic_publish("session-ended", "", waiting[0], properties(user), mandatory=True)
        except pika.exceptions.UnroutableError:
            print("returned: nobody hears session-ended; trying again", file=sys.stderr)
            time.sleep(1)
            continue
        waiting.pop(0)
        print("confirmed", flush=True)


def hear(channel, user, wanted, heard):
    """Acknowledges what it has printed. A rejection may come twice: rejectionId tells."""
    channel.basic_qos(prefetch_count=FEED_PREFETCH)
    for delivery, _, body in channel.consume("session-rejected-" + user):
        told = json.loads(body)
        if told["rejectionId"] not in heard:
            heard.add(told["rejectionId"])
            print("rejected", told.get("sessionId"), told["code"], told.get("path"), told["sentence"], flush=True)
        channel.basic_ack(delivery.delivery_tag)
        if len(heard) == wanted:
            return


def main():
    with open(sys.argv[1], "rb") as file:
        waiting = [line.strip() for line in file if line.strip()]
    wanted = int(sys.argv[2]) if len(sys.argv) > 2 else None
    parameters = pika.URLParameters(os.environ["CHARGING_URL"])
    heard = set()
    pause = 1
    while True:
        try:
            with pika.BlockingConnection(parameters) as connection:
                channel = connection.channel()
                pause = 1
                publish(channel, parameters.credentials.username, waiting)
                hear(channel, parameters.credentials.username, wanted, heard)
                return
        except (pika.exceptions.AMQPConnectionError, pika.exceptions.NackError) as lost:
            print(f"not connected ({lost!r}); again in {pause} s", file=sys.stderr)
            time.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)


if __name__ == "__main__":
    main()
