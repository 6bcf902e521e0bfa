package main

import (
	"net"

	"pathways/web"
)

// figures is where the site's metrics are served, at an address of their own so
// that they never stand on the public one. The zero value serves nothing.
type figures struct{ listener net.Listener }

func (f siteFlags) listenForMetrics() (figures, error) {
	if f.MetricsAddr == "" {
		return figures{}, nil
	}
	listener, err := listen("--metrics-addr", f.MetricsAddr)
	return figures{listener}, err
}

// serve answers until Close.
func (f figures) serve(site *web.Site, errs notices) {
	if f.listener == nil {
		return
	}
	go func() {
		if err := site.ServeMetrics(f.listener); err != nil {
			logger(errs).Error("metrics ended", "error", err)
		}
	}()
}

// Close stops listening.
func (f figures) Close() error {
	if f.listener == nil {
		return nil
	}
	return f.listener.Close()
}
