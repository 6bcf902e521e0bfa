package main

import (
	"errors"
	"net/http"
	"time"

	"pathways/web"
)

// serveMetrics offers the site's figures at an address of their own, when one
// is set, so that they never stand on the public one.
func (f siteFlags) serveMetrics(site *web.Site, errs notices) (stop func(), err error) {
	if f.MetricsAddr == "" {
		return func() {}, nil
	}
	listener, err := listen(f.MetricsAddr)
	if err != nil {
		return nil, err
	}
	server := &http.Server{Handler: site.Metrics(), ReadHeaderTimeout: 5 * time.Second}
	go func() {
		if err := server.Serve(listener); err != nil && !errors.Is(err, http.ErrServerClosed) {
			logger(errs).Error("metrics ended", "error", err)
		}
	}()
	return func() { _ = server.Close() }, nil
}
