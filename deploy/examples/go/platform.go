// Publishes sessions and hears what was rejected of them, with streadway/amqp (Debian:
// golang-github-streadway-amqp-dev; GO111MODULE=off GOPATH=/usr/share/gocode go run platform.go).
//
// usage: platform FILE [REJECTIONS]
//
// FILE has one session a line. CHARGING_URL is amqp://USER:PASSWORD@HOST:PORT/VHOST. With REJECTIONS it ends when it
// has heard of so many; without, it listens until it is stopped.
package main

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/streadway/amqp"
)

const (
	confirmTime  = 30 * time.Second
	longestPause = 30 * time.Second
)

type rejection struct {
	RejectionID string `json:"rejectionId"`
	SessionID   string `json:"sessionId"`
	Code        string `json:"code"`
	Path        string `json:"path"`
	Sentence    string `json:"sentence"`
}

func newID() string {
	var id [16]byte
	if _, err := rand.Read(id[:]); err != nil {
		panic(err)
	}
	return fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}

// publish waits for each confirm, and returns what is not safe yet: publishing that again changes nothing.
func publish(channel *amqp.Channel, user string, waiting [][]byte) ([][]byte, error) {
	if err := channel.Confirm(false); err != nil {
		return waiting, err
	}
	// The broker returns a message before it confirms it. One at a time, so one place in each is enough.
	returned := channel.NotifyReturn(make(chan amqp.Return, 1))
	confirmed := channel.NotifyPublish(make(chan amqp.Confirmation, 1))
	for len(waiting) > 0 {
		err := channel.Publish("session-ended", "", true, false, amqp.Publishing{
			DeliveryMode: amqp.Persistent,
			ContentType:  "application/json",
			MessageId:    newID(),
			UserId:       user,
			Body:         waiting[0],
		})
		if err != nil {
			return waiting, err
		}
		select {
		case one, open := <-confirmed:
			if !open || !one.Ack {
				return waiting, errors.New("the broker did not confirm a session")
			}
		case <-time.After(confirmTime):
			return waiting, errors.New("the broker has not confirmed a session in time")
		}
		select {
		case <-returned:
			fmt.Fprintln(os.Stderr, "returned: nobody hears session-ended; trying again")
			time.Sleep(time.Second)
		default:
			waiting = waiting[1:]
			fmt.Println("confirmed")
		}
	}
	return waiting, nil
}

// hear acknowledges what it has printed. A rejection may come twice: rejectionId tells.
func hear(channel *amqp.Channel, user string, wanted int, heard map[string]bool) error {
	if err := channel.Qos(100, 0, false); err != nil {
		return err
	}
	messages, err := channel.Consume("session-rejected-"+user, "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for message := range messages {
		var told rejection
		if err := json.Unmarshal(message.Body, &told); err != nil {
			return err
		}
		if !heard[told.RejectionID] {
			heard[told.RejectionID] = true
			fmt.Println("rejected", told.SessionID, told.Code, told.Path, told.Sentence)
		}
		if err := message.Ack(false); err != nil {
			return err
		}
		if len(heard) == wanted {
			return nil
		}
	}
	return errors.New("the channel was closed")
}

func run(url, user string, waiting *[][]byte, wanted int, heard map[string]bool) error {
	connection, err := amqp.Dial(url)
	if err != nil {
		return err
	}
	defer connection.Close()
	channel, err := connection.Channel()
	if err != nil {
		return err
	}
	if *waiting, err = publish(channel, user, *waiting); err != nil {
		return err
	}
	return hear(channel, user, wanted, heard)
}

func main() {
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	var waiting [][]byte
	for _, line := range bytes.Split(text, []byte("\n")) {
		if len(bytes.TrimSpace(line)) > 0 {
			waiting = append(waiting, line)
		}
	}
	wanted := -1
	if len(os.Args) > 2 {
		if wanted, err = strconv.Atoi(os.Args[2]); err != nil {
			panic(err)
		}
	}
	url := os.Getenv("CHARGING_URL")
	address, err := amqp.ParseURI(url)
	if err != nil {
		panic(err)
	}
	heard := map[string]bool{}
	for pause := time.Second; ; pause = min(2*pause, longestPause) {
		err := run(url, address.Username, &waiting, wanted, heard)
		if err == nil {
			return
		}
		fmt.Fprintf(os.Stderr, "not connected (%v); again in %v\n", err, pause)
		time.Sleep(pause)
	}
}

func min(one, other time.Duration) time.Duration {
	if one < other {
		return one
	}
	return other
}
