package web

import (
	"fmt"
	"net"
	"time"

	"github.com/VictoriaMetrics/metrics"
	"github.com/gofiber/fiber/v2"
)

// figures counts requests by route, never by address, which may hold ids.
type figures struct{ set *metrics.Set }

// seconds are the upper bounds in which requests are counted.
var seconds = []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5}

func newFigures() *figures { return &figures{metrics.NewSet()} }

// measure notes how long a request took.
func (f *figures) measure(c *fiber.Ctx) error {
	began := time.Now()
	err := c.Next()
	status := c.Response().StatusCode()
	if err != nil {
		status = statusOf(err)
	}
	name := fmt.Sprintf("pathways_request_seconds{method=%q,route=%q,status=\"%d\"}", c.Method(), routeOf(c), status)
	f.set.GetOrCreatePrometheusHistogramExt(name, seconds).UpdateDuration(began)
	return err
}

// ServeMetrics answers with the figures in Prometheus' text form, whatever is
// asked for, until the listener is closed.
func (s *Site) ServeMetrics(listener net.Listener) error {
	app := fiber.New(fiber.Config{
		DisableStartupMessage: true, ReadTimeout: 5 * time.Second, WriteTimeout: 30 * time.Second, IdleTimeout: time.Minute,
	})
	app.Use(s.figures.show)
	return app.Listener(listener)
}

// show writes the figures as they are now, and those of the process.
func (f *figures) show(c *fiber.Ctx) error {
	c.Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	f.set.WritePrometheus(c)
	metrics.WriteProcessMetrics(c)
	return nil
}
