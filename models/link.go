package models

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// Links stores addresses that work once.
type Links struct{ store }

// How long a link works.
const (
	InvitationLimit = 7 * 24 * time.Hour
	ResetLimit      = 24 * time.Hour
)

// Create keeps a link and returns the secret part of its address. A new reset
// for somebody takes the place of those before.
func (s *Links) Create(ctx context.Context, link *Link) (string, error) {
	token := newToken()
	link.TokenHash, link.Email, link.CreatedAt = hashed(token), NameKey(link.Email), s.now()
	link.ExpiresAt = link.CreatedAt.Add(ResetLimit)
	if link.Kind == Invitation {
		link.ExpiresAt = link.CreatedAt.Add(InvitationLimit)
	}
	err := s.change(ctx, func(tx *gorm.DB) error {
		if link.UserID != nil {
			_, err := remove[Link](ctx, tx.Where("user_id = ? AND kind = ?", *link.UserID, link.Kind))
			if err != nil {
				return err
			}
		}
		return insert(ctx, tx, link)
	})
	return token, explain(err, "creating a link")
}

// Find returns the link of a kind with this secret; a used or old one is ErrClosed.
func (s *Links) Find(ctx context.Context, kind, token string) (Link, error) {
	link, err := take[Link](ctx, s.read.Where("token_hash = ? AND kind = ?", hashed(token), kind))
	if err == nil && (link.UsedAt != nil || !link.ExpiresAt.After(s.now())) {
		err = ErrClosed
	}
	return link, explain(err, "link")
}

// Use spends a link: of two who try, one gets it. Do it together with what the
// link is for.
func (s *Links) Use(ctx context.Context, kind, token string) (Link, error) {
	now := s.now()
	var link Link
	err := s.change(ctx, func(tx *gorm.DB) error {
		n, err := run(ctx, tx, `UPDATE links SET used_at = ?
			WHERE token_hash = ? AND kind = ? AND used_at IS NULL AND expires_at > ?`,
			now.UnixMicro(), hashed(token), kind, now.UnixMicro())
		if err != nil {
			return err
		}
		link, err = take[Link](ctx, tx.Where("token_hash = ? AND kind = ?", hashed(token), kind))
		if err == nil && n == 0 {
			err = ErrClosed
		}
		return err
	})
	return link, explain(err, "using a link")
}

// Waiting returns a school's invitations that nobody has used yet.
func (s *Links) Waiting(ctx context.Context, schoolID int64) ([]Link, error) {
	links, err := list[Link](ctx, s.read.
		Where("school_id = ? AND kind = ? AND used_at IS NULL AND expires_at > ?", schoolID, Invitation, s.now().UnixMicro()).
		Order("id DESC"))
	return links, explain(err, "invitations of school %d", schoolID)
}

// Cancel takes back a school's invitation of an address, before it is used.
func (s *Links) Cancel(ctx context.Context, schoolID int64, email string) error {
	n, err := remove[Link](ctx, s.write.
		Where("school_id = ? AND kind = ? AND used_at IS NULL AND email = ? AND email <> ''", schoolID, Invitation, NameKey(email)))
	return explain(touched(n, err), "cancelling an invitation of school %d", schoolID)
}
