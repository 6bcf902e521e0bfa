package web

import (
	"net"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/common/expfmt"
)

// metrics counts requests by route, never by address, which may hold ids.
type metrics struct {
	registry *prometheus.Registry
	seconds  *prometheus.HistogramVec
}

func newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "pathways_request_seconds",
			Help:    "How long requests took, by method, route and status.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5},
		}, []string{"method", "route", "status"}),
	}
	m.registry.MustRegister(m.seconds, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// measure notes how long a request took.
func (m *metrics) measure(c *fiber.Ctx) error {
	began := time.Now()
	err := c.Next()
	status := c.Response().StatusCode()
	if err != nil {
		status = statusOf(err)
	}
	m.seconds.WithLabelValues(c.Method(), routeOf(c), strconv.Itoa(status)).Observe(time.Since(began).Seconds())
	return err
}

// ServeMetrics answers with the figures in Prometheus' text form, whatever is
// asked for, until the listener is closed.
func (s *Site) ServeMetrics(listener net.Listener) error {
	app := fiber.New(fiber.Config{
		DisableStartupMessage: true, ReadTimeout: 5 * time.Second, WriteTimeout: 30 * time.Second, IdleTimeout: time.Minute,
	})
	app.Use(s.metrics.show)
	return app.Listener(listener)
}

// show writes the figures as they are now. Prometheus' own handler can write
// other forms too, but with the second server that it needs, that of net/http,
// it makes the program a megabyte larger.
func (m *metrics) show(c *fiber.Ctx) error {
	families, err := m.registry.Gather()
	if err != nil {
		return err
	}
	c.Set("Content-Type", string(expfmt.NewFormat(expfmt.TypeTextPlain)))
	for _, family := range families {
		if _, err := expfmt.MetricFamilyToText(c, family); err != nil {
			return err
		}
	}
	return nil
}
